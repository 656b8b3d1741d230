using System.CommandLine;
using System.Formats.Tar;

namespace SchemaClaimsSidecar.Cli;

/// <summary><c>unpack</c>: documents from standard input to a folder, in a container that has no tar of its own.</summary>
internal static class UnpackCommand
{
    public static Command Create()
    {
        var folder = new Argument<string>("dir") { Description = "The folder; made when it is missing." };
        var command = new Command("unpack", "Unpack the tar archive on standard input.") { folder };
        command.SetAction((parsed, cancellationToken) => UnpackAsync(parsed.GetValue(folder)!, cancellationToken));
        return command;
    }

    private static async Task<int> UnpackAsync(string folder, CancellationToken cancellationToken)
    {
        try
        {
            Directory.CreateDirectory(folder);
            var input = Console.OpenStandardInput();
            await using (input.ConfigureAwait(false))
                await TarFile.ExtractToDirectoryAsync(input, folder, overwriteFiles: true, cancellationToken).ConfigureAwait(false);
            return ExitCodes.Done;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or InvalidDataException or FormatException)
        {
            throw new CliException(ExitCodes.Refused, $"The archive cannot be unpacked into {folder}: {failure.Message}");
        }
    }
}
