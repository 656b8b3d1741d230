using SchemaClaimsSidecar.Documents;
using Problem = SchemaClaimsSidecar.Documents.Problem;
using WireProblem = SchemaClaims.V1.Problem;

namespace SchemaClaimsSidecar.Administration;

/// <summary>Problems as the administration protocol carries them.</summary>
internal static class WireProblems
{
    /// <summary>Problems in one line, for a status.</summary>
    public static string Summary(IReadOnlyList<Problem> problems) =>
        $"{problems.Count} problem(s); the first: {problems[0].Document}#{problems[0].Pointer}: {problems[0].Message}";

    public static WireProblem Of(Problem problem) => new()
    {
        Severity = problem.Severity == Severity.Error ? WireProblem.Types.Severity.Error : WireProblem.Types.Severity.Warning,
        Document = problem.Document,
        Pointer = problem.Pointer,
        Rule = problem.Rule,
        Message = problem.Message,
    };
}
