using System.Text.Json;
using SchemaClaimsSidecar.Comparison.Fields;
using SchemaClaimsSidecar.Comparison.Rules;
using SchemaClaimsSidecar.Schema;

namespace SchemaClaimsSidecar.Comparison.Resources;

/// <summary>Compares the mapping of document paths: references one by one, and the rest so that no difference goes unseen.</summary>
internal static class DocumentPathComparer
{
    public static void Compare(JsonElement earlier, JsonElement later, FieldChanges fields, SubjectChanges changes)
    {
        if (JsonValues.IsSame(earlier, later))
            return;
        var references = new ReferenceComparer(fields, changes);
        var (before, after) = (PlacesOf(earlier), PlacesOf(later));
        foreach (var place in before.Keys.Union(after.Keys, StringComparer.Ordinal).Order(StringComparer.Ordinal))
        {
            var (old, now) = (before.GetValueOrDefault(place), after.GetValueOrDefault(place));
            var isTold = references.Compare(place, old, now) || fields.CameOrWent(place);
            if (!isTold && !JsonValues.IsSame(old, now))
                changes.Changed(ResourceRules.MetadataChanged, Aspect.Field, place, "documentPathsMapping", old.Text(), now.Text());
        }
    }

    // A name in the mapping is nothing that clients see; the place in the document is.
    private static Dictionary<string, JsonElement> PlacesOf(JsonElement mapping)
    {
        Dictionary<string, JsonElement> places = new(StringComparer.Ordinal);
        if (mapping.ValueKind != JsonValueKind.Object)
            return places;
        foreach (var entry in mapping.EnumerateObject())
        {
            if (!places.TryAdd(PlaceOf(entry.Value) ?? entry.Name, entry.Value))
                places[$"{PlaceOf(entry.Value)} ({entry.Name})"] = entry.Value;
        }

        return places;
    }

    private static string? PlaceOf(JsonElement entry) => entry.StringOrNull("path")
        ?? entry.ItemsOf("referenceJsonPaths").Select(item => item.StringOrNull("referenceJsonPath")).OfType<string>().Select(ParentOf)
            .Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).FirstOrDefault();

    private static string ParentOf(string path) => path.LastIndexOf('.') is > 0 and var dot ? path[..dot] : path;
}
