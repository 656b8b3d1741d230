namespace Dms.Client.Schema;

/// <summary>One step of a <see cref="JsonPath"/>.</summary>
/// <param name="Kind">What the step does.</param>
/// <param name="Name">The property's name; empty unless <paramref name="Kind"/> is <see cref="JsonPathSegmentKind.Property"/>.</param>
/// <param name="Index">The item's index from 0; 0 unless <paramref name="Kind"/> is <see cref="JsonPathSegmentKind.Index"/>.</param>
public readonly record struct JsonPathSegment(JsonPathSegmentKind Kind, string Name, int Index)
{
    /// <summary>The step to every item of an array.</summary>
    public static JsonPathSegment Wildcard { get; } = new(JsonPathSegmentKind.Wildcard, "", 0);

    /// <summary>The step to a property.</summary>
    public static JsonPathSegment Property(string name) => new(JsonPathSegmentKind.Property, name, 0);

    /// <summary>The step to an item.</summary>
    public static JsonPathSegment Item(int index) => new(JsonPathSegmentKind.Index, "", index);
}
