using SchemaClaimsSidecar.Claims.Metadata;
using SchemaClaimsSidecar.Documents;

namespace SchemaClaimsSidecar.Claims.Sources.Cms;

/// <summary>The claim sets of one answer of the Configuration Service, and what an administrator should look at in it.</summary>
internal sealed record MetadataAnswer(IReadOnlyList<ClaimSetMetadata> ClaimSets, IReadOnlyList<Problem> Warnings)
{
    /// <exception cref="ClaimsSourceException">The answer is something else than claim-set metadata.</exception>
    public static MetadataAnswer Read(string document, byte[] body)
    {
        var problems = new ProblemList(document);
        var claimSets = new MetadataReader(problems).Read(InputDocument.Of(document, body));
        Problem[] all = [.. problems.List()];
        return claimSets is null
            ? throw new ClaimsSourceException(ProblemSummary.Of(all)) { Problems = all }
            : new MetadataAnswer(claimSets, all);
    }
}
