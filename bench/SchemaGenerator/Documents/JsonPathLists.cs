using System.Text.Json.Nodes;
using SchemaGeneration.Model;

namespace SchemaGeneration.Documents;

/// <summary>The lists of JSON paths by the type of what they lead to.</summary>
internal static class JsonPathLists
{
    public static IEnumerable<(string Name, JsonNode? Value)> Of(ResourceContent content)
    {
        yield return ("booleanJsonPaths", Paths(content, PropertyType.Boolean));
        yield return ("dateJsonPaths", Paths(content, PropertyType.Date));
        yield return ("dateTimeJsonPaths", Paths(content, PropertyType.DateTime));
        yield return ("decimalPropertyValidationInfos", Json.Array(content.Properties
            .Where(placed => placed.Property.Type == PropertyType.Decimal)
            .Select(placed => Json.Object(("decimalPlaces", 2), ("path", placed.Path), ("totalDigits", 9)))));
        yield return ("numericJsonPaths", Paths(content, PropertyType.Integer, PropertyType.Decimal));
    }

    private static JsonArray Paths(ResourceContent content, params PropertyType[] types) => Json.Strings(
        content.Properties.Select(placed => (placed.Path, placed.Property))
            .Concat(content.References.SelectMany(placed => placed.Reference.Target.Identity
                .Select(element => (Path: $"{placed.Path}.{element.Property.Name}", element.Property))))
            .Where(placed => types.Contains(placed.Property.Type))
            .Select(placed => placed.Path)
            .Order(StringComparer.Ordinal));
}
