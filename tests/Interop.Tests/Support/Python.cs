using System.Diagnostics;

namespace Interop.Tests.Support;

/// <summary>A Python with grpcio: the one in <c>INTEROP_PYTHON</c>, else the system's own, else the one on the path.</summary>
internal static class Python
{
    private static readonly Lazy<string?> Found = new(Find);

    public static string Program => Found.Value ?? throw new InvalidOperationException(WhyAbsent);

    public static string? WhyAbsent => Found.Value is null
        ? "No Python with grpcio found: install python3-grpcio and python3-grpc-tools, or set INTEROP_PYTHON to one that has them."
        : null;

    public static string Script(string name) => Path.Combine(AppContext.BaseDirectory, "python", name);

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
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }
}
