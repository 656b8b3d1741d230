using System.CommandLine;
using SchemaClaims.V1;

namespace SchemaClaimsSidecar.Cli;

/// <summary><c>upload</c>: sends a core document and its extensions, and publishes what they make.</summary>
internal static class UploadCommand
{
    public static Command Create()
    {
        var schema = new SchemaOptions();
        var dryRun = new Option<bool>("--dry-run") { Description = "Do everything but publish." };
        var wait = CommonOptions.Duration("--wait", "Wait so long for subscribers to apply the release; exit code 4 when none did.");
        var reason = new Option<string>("--reason") { Description = "Why, for the history.", DefaultValueFactory = _ => "" };
        var socket = CommonOptions.AdminSocket();
        var output = CommonOptions.Output();
        var command = new Command("upload", "Publish a schema: a core document and its extensions.") { dryRun, wait, reason, socket, output };
        schema.AddTo(command);
        command.SetAction((parsed, cancellationToken) => AdminConnection.RunAsync(parsed.GetValue(socket)!, client =>
        {
            var request = new PublishRequest { DryRun = parsed.GetValue(dryRun), Reason = parsed.GetValue(reason) };
            var console = new CommandOutput(parsed.GetValue(output));
            return new Upload(client, console, schema.Read(parsed)).RunAsync(request, parsed.GetValue(wait), cancellationToken);
        }));
        return command;
    }
}
