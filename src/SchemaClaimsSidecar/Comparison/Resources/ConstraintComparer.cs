using System.Text.Json;
using SchemaClaimsSidecar.Comparison.Fields;
using SchemaClaimsSidecar.Comparison.Rules;
using SchemaClaimsSidecar.Schema;

namespace SchemaClaimsSidecar.Comparison.Resources;

/// <summary>Compares what several values of a document must satisfy together: equality, and uniqueness among the items of a list.</summary>
internal static class ConstraintComparer
{
    public static void Compare(JsonElement earlier, JsonElement later, FieldChanges fields, SubjectChanges changes)
    {
        // Where one of the two is not written, there is nothing to be equal to.
        var equalities = EqualitiesOf(later);
        Compare(
            EqualitiesOf(earlier).Keys,
            equalities.Keys,
            added => Array.Exists(equalities[added], fields.IsAdded) ? ConstraintRules.AddedForNewFields : ConstraintRules.Added,
            changes);

        var before = UniquenessOf(earlier);
        var after = UniquenessOf(later);
        Compare(before.Keys, after.Keys, added => RuleOf(after[added], before.Values, fields), changes);
    }

    // A list that was there can hold the same item twice already, whatever is new in its items.
    private static ChangeRule RuleOf(UniquenessConstraint added, IEnumerable<UniquenessConstraint> earlier, FieldChanges fields)
    {
        if (Array.TrueForAll(added.Paths, fields.IsAdded))
            return ConstraintRules.AddedForNewFields;
        return earlier.Any(added.FollowsFrom) ? ConstraintRules.AddedImplied : ConstraintRules.Added;
    }

    private static void Compare(
        IEnumerable<string> earlier, IEnumerable<string> later, Func<string, ChangeRule> ruleOf, SubjectChanges changes) => Sets.Compare(
            earlier,
            later,
            added => changes.Added(ruleOf(added), Aspect.Constraint, added),
            removed => changes.Removed(ConstraintRules.Removed, Aspect.Constraint, removed));

    private static Dictionary<string, string[]> EqualitiesOf(JsonElement resource)
    {
        Dictionary<string, string[]> equalities = new(StringComparer.Ordinal);
        foreach (var item in resource.ItemsOf("equalityConstraints"))
        {
            string[] paths = [item.Member("sourceJsonPath").Text(), item.Member("targetJsonPath").Text()];
            equalities[$"equal: {string.Join(", ", paths.Order(StringComparer.Ordinal))}"] = paths;
        }

        return equalities;
    }

    private static Dictionary<string, UniquenessConstraint> UniquenessOf(JsonElement resource)
    {
        Dictionary<string, UniquenessConstraint> constraints = new(StringComparer.Ordinal);
        foreach (var constraint in UniquenessConstraint.Of(resource))
            constraints[constraint.ToString()] = constraint;
        return constraints;
    }
}
