using System.CommandLine;

namespace SchemaClaimsSidecar.Cli.Claims;

/// <summary><c>claims upload</c>: sends a claims document and its fragments, and publishes what they make.</summary>
internal static class ClaimsUploadCommand
{
    public static Command Create()
    {
        var claims = new ClaimsDocumentOptions();
        var publication = new PublicationOptions();
        var command = new Command("upload", "Publish claims: a claims document and its fragments.");
        claims.AddTo(command);
        publication.AddTo(command);
        command.SetAction((parsed, cancellationToken) => publication.RunAsync(
            parsed, (client, output) => new Upload(client, output, null, claims.Read(parsed)), cancellationToken));
        return command;
    }
}
