using System.ComponentModel;
using System.Diagnostics;

namespace EndToEnd.Tests.Support;

/// <summary>The programs of tests/Interop.Tests/python, run by a Python with grpcio.</summary>
internal static class Python
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "python");
    private static readonly Lazy<string?> Found = new(Find);

    /// <summary>Why a test that needs Python must be skipped; null when it is there.</summary>
    public static string? WhyAbsent =>
        !File.Exists(Path.Combine(Folder, "health_probe.py")) ? "tests/Interop.Tests/python/health_probe.py is not there."
        : Found.Value is null
            ? "No Python with grpcio found: install python3-grpcio and python3-grpc-tools, or set INTEROP_PYTHON to one that has them."
        : null;

    public static Process Start(string script, params string[] arguments) =>
        ChildProcess.Start(Found.Value!, [Path.Combine(Folder, script), .. arguments], Variables());

    public static Task<ProgramRun> RunAsync(string script, params string[] arguments) =>
        ProgramRun.OfAsync(Found.Value!, [Path.Combine(Folder, script), .. arguments], Variables());

    private static Dictionary<string, string> Variables() => new() { ["PYTHONDONTWRITEBYTECODE"] = "1" };

    private static string? Find() =>
        new[] { Environment.GetEnvironmentVariable("INTEROP_PYTHON"), "/usr/bin/python3", "python3" }
            .FirstOrDefault(candidate => candidate is not null && HasGrpc(candidate));

    private static bool HasGrpc(string candidate)
    {
        try
        {
            var start = new ProcessStartInfo(candidate, ["-c", "import grpc, grpc_tools.protoc"]) { RedirectStandardError = true };
            using var process = Process.Start(start)!;
            process.StandardError.ReadToEnd();
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (Win32Exception)
        {
            return false;
        }
    }
}
