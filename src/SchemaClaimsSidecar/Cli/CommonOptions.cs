using System.CommandLine;

namespace SchemaClaimsSidecar.Cli;

/// <summary>Options that several commands share.</summary>
internal static class CommonOptions
{
    /// <summary>Where the administration socket is when nothing else is said.</summary>
    public const string DefaultAdminSocket = "/run/schema-claims/admin.sock";

    /// <summary>The environment variable that names the administration socket.</summary>
    public const string AdminSocketVariable = "SCHEMACLAIMS_ADMIN_SOCKET";

    public static Option<string> AdminSocket() => new("--admin-socket")
    {
        Description = $"The sidecar's administration socket (or {AdminSocketVariable}).",
        DefaultValueFactory = _ => Environment.GetEnvironmentVariable(AdminSocketVariable) ?? DefaultAdminSocket,
        HelpName = "path",
    };

    public static Option<OutputFormat> Output() => new("--output", "-o")
    {
        Description = "table for a person, json for a program.",
        DefaultValueFactory = _ => OutputFormat.Table,
    };

    public static Option<bool> Details() => new("--details") { Description = "Show every change, and why it is what it is." };

    public static Option<string> Reason() => new("--reason") { Description = "Why, for the history.", DefaultValueFactory = _ => "" };

    public static Option<TimeSpan?> Wait() =>
        Duration("--wait", "Wait so long for subscribers to apply the release; exit code 4 when none did.");

    /// <summary>Reads <c>500ms</c>, <c>30s</c>, <c>5m</c> or <c>1h</c>.</summary>
    public static Option<TimeSpan?> Duration(string name, string description) => new(name)
    {
        Description = description,
        HelpName = "30s",
        CustomParser = result =>
        {
            if (Durations.TryParse(result.Tokens[0].Value, out var duration))
                return duration;
            result.AddError($"'{result.Tokens[0].Value}' is no duration for {name}: write 500ms, 30s, 5m or 1h.");
            return null;
        },
    };
}
