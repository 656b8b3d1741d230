using System.Text.Json;
using SchemaClaimsSidecar.Comparison.Fields;
using SchemaClaimsSidecar.Comparison.Rules;
using SchemaClaimsSidecar.Schema;

namespace SchemaClaimsSidecar.Comparison.Resources;

/// <summary>Compares what several fields of a document must satisfy together: equality, and uniqueness among the items of a list.</summary>
internal static class ConstraintComparer
{
    public static void Compare(JsonElement earlier, JsonElement later, FieldChanges fields, SubjectChanges changes)
    {
        // Where one of the two is not written, there is nothing to be equal to.
        Compare(EqualitiesOf(earlier), EqualitiesOf(later), paths => paths.Any(fields.IsAdded), "equal: ", changes);
        // A list that was there can hold the same item twice already, whatever is new in its items.
        Compare(UniquenessOf(earlier), UniquenessOf(later), paths => paths.All(fields.IsAdded), "unique: ", changes);
    }

    private static void Compare(
        IEnumerable<string[]> earlier, IEnumerable<string[]> later, Predicate<string[]> isNew, string kind, SubjectChanges changes) =>
        Sets.Compare(
            earlier.Select(Join),
            later.Select(Join),
            added => changes.Added(
                isNew(added.Split(", ")) ? ConstraintRules.AddedForNewFields : ConstraintRules.Added, Aspect.Constraint, kind + added),
            removed => changes.Removed(ConstraintRules.Removed, Aspect.Constraint, kind + removed));

    private static string Join(string[] paths) => string.Join(", ", paths.Order(StringComparer.Ordinal));

    private static IEnumerable<string[]> EqualitiesOf(JsonElement resource) => resource.ItemsOf("equalityConstraints")
        .Select(item => new[] { item.Member("sourceJsonPath").Text(), item.Member("targetJsonPath").Text() });

    private static IEnumerable<string[]> UniquenessOf(JsonElement resource) =>
        resource.ItemsOf("arrayUniquenessConstraints").SelectMany(Flatten);

    // What is nested has its paths from the list that it is about.
    private static IEnumerable<string[]> Flatten(JsonElement constraint)
    {
        var prefix = constraint.StringOrNull("basePath");
        string[] paths = [.. constraint.Member("paths").Texts().Select(path => prefix is null ? path : prefix + path.TrimStart('$'))];
        var nested = constraint.ItemsOf("nestedConstraints").SelectMany(Flatten);
        return paths.Length > 0 ? nested.Prepend(paths) : nested;
    }
}
