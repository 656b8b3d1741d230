using System.CommandLine;
using Grpc.Core;
using SchemaClaims.V1;

namespace SchemaClaimsSidecar.Cli;

/// <summary><c>export</c>: a release as files.</summary>
internal static class ExportCommand
{
    public static Command Create()
    {
        var generation = ReleaseArgument.Create("export");
        var to = new Option<string>("--to")
        {
            Description = "The folder to write to: new, or empty.",
            Required = true,
            HelpName = "folder",
        };
        var socket = CommonOptions.AdminSocket();
        var command = new Command("export", "Write the documents, the parts and the manifest of a release into a folder.")
        {
            generation, to, socket,
        };
        command.SetAction((parsed, cancellationToken) => AdminConnection.RunAsync(parsed.GetValue(socket)!, client =>
            ExportAsync(client, parsed.GetValue(generation), parsed.GetValue(to)!, cancellationToken)));
        return command;
    }

    private static async Task<int> ExportAsync(
        Admin.AdminClient client, ulong generation, string folder, CancellationToken cancellationToken)
    {
        using var export = ExportedRelease.Into(folder);
        var progress = new ProgressBar(Console.Out, !Console.IsOutputRedirected);
        try
        {
            using var call = client.ExportRelease(
                new ExportReleaseRequest { Generation = generation }, cancellationToken: cancellationToken);
            await foreach (var message in call.ResponseStream.ReadAllAsync(cancellationToken).ConfigureAwait(false))
            {
                export.Take(message);
                progress.Show(folder, export.Received, export.Expected);
            }

            progress.End();
            Console.WriteLine(export.Finish());
            return ExitCodes.Done;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new CliException(
                ExitCodes.Refused, $"Cannot write to {folder}: {failure.Message} Nothing was left there; name another folder.");
        }
        catch (InvalidDataException damaged)
        {
            throw new CliException(
                ExitCodes.Refused,
                $"What the sidecar sent is damaged: {damaged.Message} Nothing was written; check the store with `verify`.");
        }
        finally
        {
            progress.End();
        }
    }
}
