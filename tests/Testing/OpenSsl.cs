using System.ComponentModel;
using System.Diagnostics;

namespace Testing;

/// <summary>The program openssl, which others wrote.</summary>
public static class OpenSsl
{
    private static readonly Lazy<bool> Found = new(() => Runs("version"));

    /// <summary>Why a test that needs it must be skipped; null when it is there.</summary>
    public static string? WhyAbsent => Found.Value ? null : "There is no openssl to run.";

    /// <summary>Whether it ends well with these arguments.</summary>
    public static bool Runs(params string[] arguments)
    {
        try
        {
            var start = new ProcessStartInfo("openssl", arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
            using var process = Process.Start(start)!;
            var error = process.StandardError.ReadToEndAsync();
            process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            error.GetAwaiter().GetResult();
            return process.ExitCode == 0;
        }
        catch (Win32Exception)
        {
            return false;
        }
    }
}
