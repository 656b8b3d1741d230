using System.Text.Json;

namespace SchemaClaimsSidecar.Schema.Validation;

/// <summary>An object whose keys are names of the document's own: each must fit the pattern, and its value the shape.</summary>
internal sealed class MapShape(NamePattern pattern, Shape entry, bool lenient = false) : Shape
{
    /// <summary>The same map, but any key will do.</summary>
    public MapShape Lenient() => new(pattern, entry, lenient: true);

    public override void Check(JsonElement value, ShapeCheck check)
    {
        if (!check.IsOfKind(value, JsonValueKind.Object))
            return;
        foreach (var property in value.EnumerateObject())
        {
            check.Pointer.Push(property);
            if (lenient || pattern.Matches(property))
                entry.Check(property.Value, check);
            else
                check.Error("name-pattern", $"The name must have {pattern.Description}.");
            check.Pointer.Pop();
        }
    }
}
