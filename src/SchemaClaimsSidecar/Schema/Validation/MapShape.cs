using System.Text.Json;

namespace SchemaClaimsSidecar.Schema.Validation;

/// <summary>An object whose keys are names of the document's own.</summary>
/// <param name="pattern">What the keys fit.</param>
/// <param name="entry">What the values of such keys must be.</param>
/// <param name="others">What the values of other keys must be; null when there may be none.</param>
internal sealed class MapShape(NamePattern pattern, Shape entry, Shape? others = null) : Shape
{
    public override void Check(JsonElement value, ShapeCheck check)
    {
        if (!check.IsOfKind(value, JsonValueKind.Object))
            return;
        foreach (var property in value.EnumerateObject())
        {
            check.Pointer.Push(property);
            if (pattern.Matches(property))
                entry.Check(property.Value, check);
            else if (others is not null)
                others.Check(property.Value, check);
            else
                check.Error("name-pattern", $"The name must have {pattern.Description}.");
            check.Pointer.Pop();
        }
    }
}
