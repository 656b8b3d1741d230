using SchemaClaimsSidecar.Claims.Metadata;
using SchemaClaimsSidecar.Comparison.Rules;

namespace SchemaClaimsSidecar.Comparison.Claims;

/// <summary>Compares what a claim set grants with what it granted.</summary>
internal static class ClaimSetComparer
{
    public static void Compare(ClaimSetMetadata? earlier, ClaimSetMetadata? later, SubjectChanges changes)
    {
        var (before, after) = (Grants.Of(earlier), Grants.Of(later));
        if (earlier is null)
        {
            changes.Added(Unless(after.AreNone, ClaimRules.ClaimSetAdded), Aspect.ClaimSet, after: after.ToString());
            return;
        }

        if (later is null)
        {
            changes.Removed(Unless(before.AreNone, ClaimRules.ClaimSetRemoved), Aspect.ClaimSet, before: before.ToString());
            return;
        }

        foreach (var claim in before.Claims.Union(after.Claims, StringComparer.InvariantCultureIgnoreCase).Order(StringComparer.Ordinal))
            CompareClaim(claim, before.Of(claim), after.Of(claim), changes);
    }

    private static void CompareClaim(string claim, ActionGrants? earlier, ActionGrants? later, SubjectChanges changes)
    {
        if (earlier is null)
            changes.Added(Unless(later!.AreNone, ClaimRules.ClaimAdded), Aspect.Claim, claim, later.ToString());
        else if (later is null)
            changes.Removed(Unless(earlier.AreNone, ClaimRules.ClaimRemoved), Aspect.Claim, claim, earlier.ToString());
        else
            CompareActions(claim, earlier, later, changes);
    }

    private static void CompareActions(string claim, ActionGrants earlier, ActionGrants later, SubjectChanges changes)
    {
        var actions = earlier.Actions.Union(later.Actions, StringComparer.InvariantCultureIgnoreCase);
        foreach (var action in actions.Order(StringComparer.Ordinal))
        {
            var (before, after) = (earlier.Of(action), later.Of(action));
            if (before is null)
                changes.Added(Unless(after!.AreNone, ClaimRules.ActionAdded), Aspect.Action, claim, after.ToString(), action);
            else if (after is null)
                changes.Removed(Unless(before.AreNone, ClaimRules.ActionRemoved), Aspect.Action, claim, before.ToString(), action);
            else if (Strategies.Judge(before, after) is { } rule)
                changes.Changed(rule, Aspect.Action, claim, action, before.ToString(), after.ToString());
        }
    }

    private static ChangeRule Unless(bool nothingIsGranted, ChangeRule rule) => nothingIsGranted ? ClaimRules.NothingGranted : rule;
}
