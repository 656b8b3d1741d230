using System.CommandLine;

namespace SchemaClaimsSidecar.Cli;

/// <summary><c>upload</c>: sends a core document and its extensions, and publishes what they make.</summary>
internal static class UploadCommand
{
    public static Command Create()
    {
        var schema = new SchemaOptions();
        var rollout = new RolloutOptions();
        var publication = new PublicationOptions();
        var command = new Command("upload", "Publish a schema: a core document and its extensions.");
        schema.AddTo(command);
        rollout.AddTo(command);
        publication.AddTo(command);
        command.SetAction((parsed, cancellationToken) => publication.RunAsync(
            parsed,
            (client, output) => new Upload(client, output, schema.Read(parsed), null) { Rollout = rollout.Read(parsed) },
            cancellationToken));
        return command;
    }
}
