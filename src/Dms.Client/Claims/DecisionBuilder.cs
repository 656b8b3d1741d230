using System.Collections.Immutable;

namespace Dms.Client.Claims;

/// <summary>Decides everything that can be decided before anybody asks.</summary>
internal sealed class DecisionBuilder(StrategyArrays strategies)
{
    private static readonly ActionDecisions NotCovered = new(ClaimDecision.ResourceNotCovered);

    private readonly Dictionary<ImmutableArray<string>, ClaimDecision> _granted = [];

    /// <summary>The decisions for the claim sets of one name; there is more than one only where names differ in case.</summary>
    /// <param name="claimSets">The claim sets.</param>
    /// <param name="claims">The numbers of the resource claims.</param>
    public ActionDecisions[] Decide(IReadOnlyList<ClaimSetContent> claimSets, DmsNameNumbering claims)
    {
        if (claimSets.Count > 1)
            return Always(ClaimDecision.AmbiguousClaimSet, claims.Count);
        return claimSets[0].Claims.Any(claim => claim.Grants.Length > 0)
            ? Decide(claimSets[0], claims)
            : Always(ClaimDecision.ClaimSetHasNoClaims, claims.Count);
    }

    /// <summary>One decision whatever the resource and action.</summary>
    public static ActionDecisions[] Always(ClaimDecision decision, int claims) => Always(new ActionDecisions(decision), claims);

    private static ActionDecisions[] Always(ActionDecisions decisions, int claims)
    {
        var byClaim = new ActionDecisions[claims + 1];
        Array.Fill(byClaim, decisions);
        return byClaim;
    }

    private ActionDecisions[] Decide(ClaimSetContent claimSet, DmsNameNumbering claims)
    {
        var notCovered = new ClaimDecision(ClaimOutcome.ActionNotCovered, []) { ClaimSet = claimSet.Name };
        var shared = new Dictionary<ActionGrant[], ActionDecisions>();
        var repeated = new Dictionary<int, List<GrantedClaim>>();
        var first = new GrantedClaim[claims.Count];
        var decisions = Always(NotCovered, claims.Count);
        foreach (var claim in claimSet.Claims)
        {
            if (claim.Grants.Length == 0)
                continue;
            var number = claims.NumberOf(claim.Name);
            if (first[number].Grants is null)
                first[number] = claim;
            else if (!repeated.TryAdd(number, [first[number], claim]))
                repeated[number].Add(claim);
            decisions[number] = CanShare(claim.Grants) ? Shared(claim, notCovered, shared) : Decide([claim], notCovered);
        }

        foreach (var (number, several) in repeated)
            decisions[number] = Decide(several, notCovered);
        return decisions;
    }

    /// <summary>A decision without strategies names the claim that it is about, and cannot serve another.</summary>
    private static bool CanShare(ActionGrant[] grants) => Array.TrueForAll(grants, grant => !grant.Strategies.IsEmpty);

    private ActionDecisions Shared(GrantedClaim claim, ClaimDecision notCovered, Dictionary<ActionGrant[], ActionDecisions> shared)
    {
        if (!shared.TryGetValue(claim.Grants, out var decisions))
            shared.Add(claim.Grants, decisions = Decide([claim], notCovered));
        return decisions;
    }

    private ActionDecisions Decide(List<GrantedClaim> claims, ClaimDecision notCovered)
    {
        var rows = new Dictionary<ResourceAction, List<(string Claim, ImmutableArray<string> Strategies)>>();
        foreach (var claim in claims)
        {
            foreach (var grant in claim.Grants)
            {
                var action = ResourceAction.Parse(grant.Action);
                if (!rows.TryGetValue(action, out var ofAction))
                    rows.Add(action, ofAction = []);
                ofAction.Add((claim.Name, grant.Strategies));
            }
        }

        return new ActionDecisions(rows.ToDictionary(row => row.Key, row => Decide(row.Value)), notCovered);
    }

    private ClaimDecision Decide(List<(string Claim, ImmutableArray<string> Strategies)> rows)
    {
        if (rows is [{ Strategies: { IsEmpty: false } only }])
            return Granted(only);
        return new ClaimDecision(
            rows.Count == 1 ? ClaimOutcome.NoStrategies : ClaimOutcome.DuplicateAction,
            strategies.Of([.. rows.SelectMany(row => row.Strategies)]))
        {
            MatchedClaims = [.. rows.Select(row => row.Claim).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)],
        };
    }

    private ClaimDecision Granted(ImmutableArray<string> names)
    {
        if (!_granted.TryGetValue(names, out var decision))
            _granted.Add(names, decision = new ClaimDecision(ClaimOutcome.Granted, names));
        return decision;
    }
}
