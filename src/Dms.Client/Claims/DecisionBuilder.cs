using System.Collections.Immutable;

namespace Dms.Client.Claims;

/// <summary>Decides everything that can be decided before anybody asks.</summary>
internal sealed class DecisionBuilder(ClaimCatalog catalog)
{
    private static readonly ActionDecisions NotCovered = new(ClaimDecision.ResourceNotCovered);

    private readonly Dictionary<ImmutableArray<string>, ClaimDecision> _granted = [];

    /// <summary>The decisions for a claim set, by the number of the resource claim.</summary>
    public ActionDecisions[] Decide(ClaimSetContent claimSet)
    {
        if (claimSet.Claims.All(claim => claim.Grants.Length == 0))
            return catalog.Always(ClaimDecision.ClaimSetHasNoClaims);
        var notCovered = new ClaimDecision(ClaimOutcome.ActionNotCovered, []) { ClaimSet = claimSet.Name };
        var shared = new Dictionary<ActionGrant[], ActionDecisions>();
        var repeated = new Dictionary<int, List<GrantedClaim>>();
        var first = new GrantedClaim[catalog.Count];
        var decisions = new ActionDecisions[catalog.Count + 1];
        Array.Fill(decisions, NotCovered);
        foreach (var claim in claimSet.Claims)
        {
            if (claim.Grants.Length == 0)
                continue;
            var number = catalog.NumberOf(claim.Name);
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
            StrategyLists.Of([.. rows.SelectMany(row => row.Strategies)]))
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
