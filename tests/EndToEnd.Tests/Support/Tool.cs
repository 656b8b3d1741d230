using System.Diagnostics;

namespace EndToEnd.Tests.Support;

/// <summary>The executable, as it was built.</summary>
internal static class Tool
{
    private static readonly string Program = Path.Combine(AppContext.BaseDirectory, "schema-claims-sidecar");

    /// <summary>Runs a command to its end.</summary>
    public static Task<ProgramRun> RunAsync(params string[] arguments) => ProgramRun.OfAsync(Program, arguments);

    /// <inheritdoc cref="RunAsync(string[])"/>
    public static Task<ProgramRun> RunAsync(IReadOnlyDictionary<string, string> variables, params string[] arguments) =>
        ProgramRun.OfAsync(Program, arguments, variables);

    /// <summary>Starts a command that goes on.</summary>
    public static Process Start(IReadOnlyDictionary<string, string> variables, params string[] arguments) =>
        ChildProcess.Start(Program, arguments, variables);
}
