using Dms.Client.Claims;

namespace Bench.Read;

/// <summary>How DMS itself decides: by going through all rows of the claim set, comparing names by the invariant culture, ignoring case.</summary>
internal sealed class LinearScan(IReadOnlyList<ClaimSet> claimSets)
{
    /// <summary>How many strategies the action has; 0 when it is not granted.</summary>
    public int Decide(string claimSet, string resourceClaim, string action)
    {
        var set = claimSets.SingleOrDefault(candidate => Same(candidate.Name, claimSet));
        var rows = set?.ResourceClaims.Where(row => Same(row.Name, resourceClaim)).ToList();
        return rows?.SingleOrDefault(row => Same(row.Action, action))?.Strategies.Length ?? 0;
    }

    private static bool Same(string left, string right) => string.Equals(left, right, StringComparison.InvariantCultureIgnoreCase);
}
