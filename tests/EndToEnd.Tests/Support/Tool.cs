using System.Diagnostics;

namespace EndToEnd.Tests.Support;

/// <summary>The executable: as it was built, or the one that <see cref="Variable"/> names, such as that of <c>dotnet publish</c>.</summary>
internal static class Tool
{
    public const string Variable = "SCHEMACLAIMS_PROGRAM";

    public static string Program { get; } =
        Environment.GetEnvironmentVariable(Variable) ?? Path.Combine(AppContext.BaseDirectory, "schema-claims-sidecar");

    public static bool IsAsBuilt => Environment.GetEnvironmentVariable(Variable) is null;

    /// <summary>Runs a command to its end.</summary>
    public static Task<ProgramRun> RunAsync(params string[] arguments) => ProgramRun.OfAsync(Program, arguments);

    /// <inheritdoc cref="RunAsync(string[])"/>
    public static Task<ProgramRun> RunAsync(IReadOnlyDictionary<string, string> variables, params string[] arguments) =>
        ProgramRun.OfAsync(Program, arguments, variables);

    /// <summary>Starts a command that goes on.</summary>
    public static Process Start(IReadOnlyDictionary<string, string> variables, params string[] arguments) =>
        ChildProcess.Start(Program, arguments, variables);
}
