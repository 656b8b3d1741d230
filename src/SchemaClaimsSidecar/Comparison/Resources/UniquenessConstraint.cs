using System.Text.Json;
using SchemaClaimsSidecar.Schema;

namespace SchemaClaimsSidecar.Comparison.Resources;

/// <summary>Values that no two items of a list may share.</summary>
/// <param name="Scope">The list within whose every item this holds; empty for the document.</param>
/// <param name="Paths">The places of the values, sorted.</param>
internal sealed record UniquenessConstraint(string Scope, string[] Paths)
{
    /// <summary>The constraints of a resource; what is nested stands by itself.</summary>
    public static IEnumerable<UniquenessConstraint> Of(JsonElement resource) =>
        resource.ItemsOf("arrayUniquenessConstraints").SelectMany(item => Flatten(item, ""));

    /// <summary>Whether documents that satisfy another constraint satisfy this one, too.</summary>
    public bool FollowsFrom(UniquenessConstraint other) =>
        Scope == other.Scope && Paths.Intersect(other.Paths).Count() == other.Paths.Length;

    public override string ToString() => $"unique: {string.Join(", ", Paths)}{(Scope.Length > 0 ? $" within {Scope}" : "")}";

    // What is nested has its paths from the list that it is about.
    private static IEnumerable<UniquenessConstraint> Flatten(JsonElement constraint, string outer)
    {
        var scope = constraint.StringOrNull("basePath") is { } basePath ? Below(outer, basePath) : outer;
        string[] paths = [.. constraint.Member("paths").Texts().Select(path => Below(scope, path)).Order(StringComparer.Ordinal)];
        var nested = constraint.ItemsOf("nestedConstraints").SelectMany(item => Flatten(item, scope));
        return paths.Length > 0 ? nested.Prepend(new UniquenessConstraint(scope, paths)) : nested;
    }

    private static string Below(string scope, string path) => scope.Length == 0 ? path : scope + path.TrimStart('$');
}
