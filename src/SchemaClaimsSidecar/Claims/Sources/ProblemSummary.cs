using SchemaClaimsSidecar.Documents;

namespace SchemaClaimsSidecar.Claims.Sources;

/// <summary>What is wrong with a document or an answer, in one line.</summary>
internal static class ProblemSummary
{
    /// <param name="problems">At least one of them is an error.</param>
    public static string Of(IEnumerable<Problem> problems)
    {
        var errors = problems.Where(problem => problem.Severity == Severity.Error).ToArray();
        var first = errors[0];
        var place = first.Pointer.Length == 0 ? first.Document : $"{first.Document} at {first.Pointer}";
        return errors.Length == 1
            ? $"{place}: {first.Message} ({first.Rule})"
            : $"{place}: {first.Message} ({first.Rule}), and {errors.Length - 1} more errors";
    }
}
