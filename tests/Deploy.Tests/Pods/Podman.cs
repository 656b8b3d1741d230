using System.ComponentModel;
using EndToEnd.Tests.Support;

namespace Deploy.Tests.Pods;

/// <summary>podman and buildah with a storage of the test's own, which goes with everything in it.</summary>
internal sealed class Podman
{
    // Of its own: what the machine sets for containers may not work for those without a registry and a network.
    private const string Settings = """
        [containers]
        default_ulimits = ["nofile=1024:1024", "nproc=1000:1000"]
        [engine]
        runtime = "runc"
        cgroup_manager = "cgroupfs"
        """;

    private static readonly string[] Programs = ["podman", "buildah", "runc", "catatonit", "ldconfig"];

    private static readonly Lazy<string?> Absence = new(FindAbsence);

    private readonly string _storage;
    private readonly string _run;
    private readonly Dictionary<string, string> _variables;

    public Podman(string folder)
    {
        (_storage, _run) = (Path.Combine(folder, "storage"), Path.Combine(folder, "run"));
        var settings = Path.Combine(folder, "containers.conf");
        File.WriteAllText(settings, Settings);
        _variables = new() { ["CONTAINERS_CONF"] = settings };
    }

    /// <summary>Why a test that runs pods must be skipped; null when it can.</summary>
    public static string? WhyAbsent => Absence.Value;

    public Task<ProgramRun> RunAsync(params string[] arguments) => ProgramRun.OfAsync("podman", [.. Storage, .. arguments], _variables);

    /// <summary>Runs a command whose standard input is a file.</summary>
    public Task<ProgramRun> RunWithInputAsync(string file, params string[] arguments) =>
        ProgramRun.OfAsync("bash", ["-c", "exec podman \"$@\" < \"$0\"", file, .. Storage, .. arguments], _variables);

    /// <summary>The output of a command that must succeed.</summary>
    public async Task<string> OutputAsync(params string[] arguments) => (await RunAsync(arguments)).Ended(0).Output.Trim();

    /// <summary>Builds the images of the sidecar and of a small DMS.</summary>
    public async Task BuildImagesAsync()
    {
        var script = Path.Combine(AppContext.BaseDirectory, "images.sh");
        var build = await ProgramRun.OfAsync(
            "bash", [script, _storage, _run, Repository(), AppContext.BaseDirectory, DotnetRoot()], _variables, TimeSpan.FromMinutes(15));
        build.Ended(0);
    }

    public async Task CleanAsync()
    {
        await RunAsync("pod", "rm", "--all", "--force", "--time", "0");
        await RunAsync("rmi", "--all", "--force");
        // What the storage mounts over itself, once anything was in it.
        await ProgramRun.OfAsync("umount", [Path.Combine(_storage, "overlay")]);
    }

    private string[] Storage => ["--root", _storage, "--runroot", _run];

    private static string Repository()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Sidecar.sln")))
            folder = folder.Parent!;
        return folder.FullName;
    }

    private static string DotnetRoot() =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(typeof(object).Assembly.Location)!, "..", "..", ".."));

    private static string? FindAbsence()
    {
        if (!Environment.IsPrivilegedProcess)
            return "Pods are run as root here.";
        foreach (var program in Programs)
        {
            try
            {
                ProgramRun.OfAsync(program, ["--version"]).GetAwaiter().GetResult();
            }
            catch (Win32Exception)
            {
                return $"There is no {program} to run pods with.";
            }
        }

        return null;
    }
}
