using System.CommandLine;
using SchemaClaims.V1;

namespace SchemaClaimsSidecar.Cli;

/// <summary><c>show</c>: what a release is made of.</summary>
internal static class ShowCommand
{
    public static Command Create()
    {
        var generation = ReleaseArgument.Create("show");
        var socket = CommonOptions.AdminSocket();
        var output = CommonOptions.Output();
        var command = new Command("show", "Show a release with its documents and parts.") { generation, socket, output };
        command.SetAction((parsed, cancellationToken) => AdminConnection.RunAsync(parsed.GetValue(socket)!, async client =>
        {
            var request = new ReadManifestRequest { Generation = parsed.GetValue(generation) };
            var answer = await client.ReadManifestAsync(request, cancellationToken: cancellationToken);
            new CommandOutput(parsed.GetValue(output)).Result(answer, writer => ManifestText.Write(answer, writer));
            return ExitCodes.Done;
        }));
        return command;
    }
}
