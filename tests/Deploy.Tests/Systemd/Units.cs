using System.ComponentModel;
using EndToEnd.Tests.Support;

namespace Deploy.Tests.Systemd;

/// <summary>The units of deploy/systemd, and the program that checks them.</summary>
internal static class Units
{
    public const string Installed = "/opt/schema-claims-sidecar/schema-claims-sidecar";

    private const string Program = "systemd-analyze";

    private static readonly Lazy<string?> Absence = new(FindAbsence);

    /// <summary>Why a test that checks units must be skipped; null when it can.</summary>
    public static string? WhyAbsent => Absence.Value;

    public static string Sidecar => File.ReadAllText(PathOf("schema-claims-sidecar.service"));

    public static string Users => File.ReadAllText(PathOf("schema-claims.sysusers"));

    public static string DmsDropIn => File.ReadAllText(PathOf("dms.service.d/schema-claims.conf"));

    public static Task<ProgramRun> AnalyzeAsync(params string[] arguments) => ProgramRun.OfAsync(Program, arguments);

    private static string PathOf(string name) => Path.Combine(AppContext.BaseDirectory, "systemd", name);

    private static string? FindAbsence()
    {
        try
        {
            return AnalyzeAsync("--version").GetAwaiter().GetResult().ExitCode == 0 ? null : "systemd-analyze does not work.";
        }
        catch (Win32Exception)
        {
            return "There is no systemd-analyze to check units with.";
        }
    }
}
