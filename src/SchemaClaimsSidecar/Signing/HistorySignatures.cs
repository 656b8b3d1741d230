using SchemaClaims.Contracts;
using SchemaClaims.Contracts.Signing;

namespace SchemaClaimsSidecar.Signing;

/// <summary>What a history is worth to who trusts certain keys.</summary>
/// <param name="Signed">How many releases one of the keys has signed.</param>
/// <param name="Unsigned">How many are from before the first that is signed.</param>
/// <param name="Problems">Each names a release that should be signed by one of the keys and is not.</param>
internal sealed record HistorySignatures(long Signed, long Unsigned, IReadOnlyList<string> Problems)
{
    /// <summary>A history may have begun without signatures; from the first one on every release must have one.</summary>
    public static HistorySignatures Of(IEnumerable<Release> oldestFirst, TrustedKeys keys)
    {
        var (signed, unsigned) = (0L, 0L);
        var problems = new List<string>();
        foreach (var release in oldestFirst)
        {
            var status = keys.Check(release, out _);
            if (status == SignatureStatus.Valid)
                signed++;
            else if (status == SignatureStatus.Missing && signed == 0 && problems.Count == 0)
                unsigned++;
            else
                problems.Add(Explain(release, status));
        }

        return new HistorySignatures(signed, unsigned, problems);
    }

    private static string Explain(Release release, SignatureStatus status) => $"Release {release.Record.Generation} " + status switch
    {
        SignatureStatus.Missing => "is not signed, although earlier ones are.",
        SignatureStatus.Untrusted =>
            $"is signed with {string.Join(", ", release.Signatures.Select(signature => signature.KeyId))}, which you do not trust.",
        _ => "has a signature that does not hold: it, its manifest's digest or the signature was changed.",
    };
}
