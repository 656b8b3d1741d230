using System.Collections.Immutable;
using Dms.Client.Claims;

namespace Dms.Client.Tests.Claims;

/// <summary>How DMS itself decides: by going through all rows, comparing names by the invariant culture, ignoring case.</summary>
internal static class LinearScan
{
    public static (ClaimOutcome Outcome, ImmutableArray<string> Strategies) Decide(
        IReadOnlyList<ClaimSet> claimSets, string claimSet, string resourceClaim, string action) =>
        DecideAction(Rows(claimSets, claimSet, resourceClaim, out var refusal), action, refusal);

    /// <summary>The rows for a resource; or why there are none.</summary>
    public static ResourceClaim[] Rows(IReadOnlyList<ClaimSet> claimSets, string claimSet, string resourceClaim, out ClaimOutcome refusal)
    {
        var found = claimSets.Where(candidate => Same(candidate.Name, claimSet)).ToArray();
        var rows = found.Length == 1 ? found[0].ResourceClaims.Where(row => Same(row.Name, resourceClaim)).ToArray() : [];
        refusal = found switch
        {
            [] => ClaimOutcome.NoSuchClaimSet,
            [_, _, ..] => ClaimOutcome.AmbiguousClaimSet,
            [{ ResourceClaims.Count: 0 }] => ClaimOutcome.ClaimSetHasNoClaims,
            _ => rows.Length == 0 ? ClaimOutcome.ResourceNotCovered : ClaimOutcome.Granted,
        };
        return rows;
    }

    public static (ClaimOutcome Outcome, ImmutableArray<string> Strategies) DecideAction(ResourceClaim[] rows, string action, ClaimOutcome refusal)
    {
        if (refusal != ClaimOutcome.Granted)
            return (refusal, []);
        var matches = rows.Where(row => Same(row.Action, action)).ToArray();
        return matches switch
        {
            [] => (ClaimOutcome.ActionNotCovered, []),
            [{ Strategies.IsEmpty: true }] => (ClaimOutcome.NoStrategies, []),
            [var only] => (ClaimOutcome.Granted, only.Strategies),
            _ => (ClaimOutcome.DuplicateAction, [.. matches.SelectMany(row => row.Strategies)]),
        };
    }

    private static bool Same(string left, string right) => string.Equals(left, right, StringComparison.InvariantCultureIgnoreCase);
}
