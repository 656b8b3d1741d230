using System.ComponentModel;
using System.Diagnostics;
using System.Text.Json;

namespace Deploy.Tests.Support;

/// <summary>The program kubectl, which renders manifests without a cluster.</summary>
internal static class Kubectl
{
    // The first whose kustomize knows what the manifests use.
    private const int OldestMinor = 27;

    private static readonly Lazy<string?> Absence = new(FindAbsence);

    /// <summary>Why a test that renders must be skipped; null when it can.</summary>
    public static string? WhyAbsent => Absence.Value;

    /// <exception cref="InvalidOperationException">It cannot be rendered.</exception>
    public static string Render(string folder)
    {
        var (exitCode, output, error) = Run("kustomize", folder);
        return exitCode == 0 ? output : throw new InvalidOperationException($"{folder} cannot be rendered:\n{error}");
    }

    private static string? FindAbsence()
    {
        try
        {
            var (exitCode, output, _) = Run("version", "--client", "-o", "json");
            if (exitCode != 0)
                return "kubectl does not tell its version.";
            using var version = JsonDocument.Parse(output);
            var minor = version.RootElement.GetProperty("clientVersion").GetProperty("minor").GetString()!;
            return int.Parse(minor.TrimEnd('+'), System.Globalization.CultureInfo.InvariantCulture) >= OldestMinor
                ? null
                : $"kubectl is version 1.{minor}: rendering needs 1.{OldestMinor} or later.";
        }
        catch (Win32Exception)
        {
            return "There is no kubectl to render manifests with.";
        }
    }

    private static (int ExitCode, string Output, string Error) Run(params string[] arguments)
    {
        var start = new ProcessStartInfo("kubectl", arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output, error.GetAwaiter().GetResult());
    }
}
