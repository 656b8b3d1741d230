using SchemaClaimsSidecar.Documents;

namespace SchemaClaimsSidecar.Cli;

/// <summary>A problem in one line for a person.</summary>
internal static class ProblemLine
{
    public static string Of(Problem problem) =>
        $"{problem.Severity.ToString().ToLowerInvariant()}: {problem.Document}#{problem.Pointer}: {problem.Message} [{problem.Rule}]";
}
