using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Bench.StartStop;

/// <summary>The sidecar in the two forms in which it can be run.</summary>
internal static class SidecarPrograms
{
    /// <summary>As it was built: compiled as it runs.</summary>
    public const string Built = "schema-claims-sidecar";

    /// <summary>Publishes it as it is deployed, as a native program, and returns the path of the program.</summary>
    public static async Task<string> PublishAsync(string folder, CancellationToken cancellationToken)
    {
        string[] arguments =
        [
            "publish", Path.Combine(RepositoryFolder(), "src", "SchemaClaimsSidecar"), "-c", "Release",
            "-r", RuntimeInformation.RuntimeIdentifier, "-o", folder, "--nologo", "-v", "quiet",
        ];
        using var publish = Process.Start(new ProcessStartInfo("dotnet", arguments) { RedirectStandardOutput = true })!;
        var output = await publish.StandardOutput.ReadToEndAsync(cancellationToken);
        await publish.WaitForExitAsync(cancellationToken);
        return publish.ExitCode == 0
            ? Path.Combine(folder, Built)
            : throw new InvalidOperationException($"The sidecar cannot be published:\n{output}");
    }

    private static string RepositoryFolder()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Sidecar.sln")))
            folder = folder.Parent;
        return folder?.FullName ?? throw new InvalidOperationException("The repository was not found above the program.");
    }
}
