using System.Text.Json;
using SchemaClaimsSidecar.Comparison.Rules;
using SchemaClaimsSidecar.Schema;

namespace SchemaClaimsSidecar.Comparison.Resources;

/// <summary>Compares the values of documents by which access is authorized.</summary>
internal static class SecurityComparer
{
    // Of an organization all elements count, of the others the first.
    private const string AllCount = "EducationOrganization";

    public static void Compare(JsonElement earlier, JsonElement later, SubjectChanges changes)
    {
        var (before, after) = (earlier.Member("securableElements"), later.Member("securableElements"));
        foreach (var kind in JsonValues.NamesOf(before, after))
            CompareElements(kind, ElementsOf(before, kind), ElementsOf(after, kind), changes);
        Sets.Compare(
            earlier.Member("authorizationPathways").Texts(),
            later.Member("authorizationPathways").Texts(),
            name => changes.Added(AccessRules.PathwayAdded, Aspect.AuthorizationPathway, name),
            name => changes.Removed(AccessRules.PathwayRemoved, Aspect.AuthorizationPathway, name));
    }

    private static void CompareElements(string kind, string[] earlier, string[] later, SubjectChanges changes)
    {
        Sets.Compare(
            earlier,
            later,
            path => changes.Added(AccessRules.SecurableElementAdded, Aspect.SecurableElement, path, facet: kind),
            path => changes.Removed(AccessRules.SecurableElementRemoved, Aspect.SecurableElement, path, facet: kind));
        if (kind != AllCount && earlier.Length > 0 && later.Length > 0 && earlier[0] != later[0])
            changes.Changed(AccessRules.FirstSecurableElementChanged, Aspect.SecurableElement, "", kind, earlier[0], later[0]);
    }

    private static string[] ElementsOf(JsonElement elements, string kind) => [.. elements.ItemsOf(kind).Select(TextOf)];

    private static string TextOf(JsonElement element) =>
        element.StringOrNull("jsonPath") is { } path ? $"{path} as {element.StringOrNull("metaEdName")}" : element.Text();
}
