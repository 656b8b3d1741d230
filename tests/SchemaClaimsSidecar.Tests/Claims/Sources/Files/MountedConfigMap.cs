namespace SchemaClaimsSidecar.Tests.Claims.Sources.Files;

/// <summary>
/// Files as Kubernetes mounts a ConfigMap: each a link through <c>..data</c>, which is a link itself and is turned, in one step, to
/// a new folder with all the new files.
/// </summary>
internal sealed class MountedConfigMap(string folder)
{
    private int _versions;

    /// <summary>Mounts these files in the place of those before. All files of all versions are equally old.</summary>
    public void Mount(params ReadOnlySpan<(string Name, string Text)> files)
    {
        var version = $"..version_{++_versions}";
        Directory.CreateDirectory(Path.Combine(folder, version));
        foreach (var (name, text) in files)
        {
            var file = Path.Combine(folder, version, name);
            File.WriteAllText(file, text);
            File.SetLastWriteTimeUtc(file, new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc));
        }

        var turning = Path.Combine(folder, "..data_tmp");
        Directory.CreateSymbolicLink(turning, version);
        Rename(turning, Path.Combine(folder, "..data"));
        foreach (var (name, _) in files)
        {
            if (!File.Exists(Path.Combine(folder, name)))
                File.CreateSymbolicLink(Path.Combine(folder, name), Path.Combine("..data", name));
        }
    }

    // File.Move takes a link to a folder for the folder, and Directory.Move replaces nothing.
    private static void Rename(string from, string to)
    {
        using var mv = System.Diagnostics.Process.Start("mv", ["-T", from, to]);
        mv.WaitForExit();
        Assert.Equal(0, mv.ExitCode);
    }
}
