using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;

namespace Dms.Client.Schema;

/// <summary>
/// A JSON path as API schemas use them, such as <c>$.addresses[*].city</c>: parsed once, never on a request.
/// Paths are equal when their texts are.
/// </summary>
public sealed class JsonPath : IEquatable<JsonPath>
{
    private JsonPath(string text, ImmutableArray<JsonPathSegment> segments)
    {
        Text = text;
        Segments = segments;
        HasWildcard = segments.Any(segment => segment.Kind == JsonPathSegmentKind.Wildcard);
    }

    /// <summary>The path as it stands in the schema.</summary>
    public string Text { get; }

    /// <summary>The steps after the root <c>$</c>.</summary>
    public ImmutableArray<JsonPathSegment> Segments { get; }

    /// <summary>Whether the path goes through the items of an array, so that it can lead to several values.</summary>
    public bool HasWildcard { get; }

    /// <summary>Reads a path.</summary>
    /// <param name="text">The root <c>$</c>, then steps: <c>.name</c>, <c>['name']</c>, <c>[*]</c> or <c>[0]</c>.</param>
    /// <exception cref="FormatException">The text is no such path.</exception>
    public static JsonPath Parse(string text) =>
        TryParse(text, out var path) ? path : throw new FormatException($"'{text}' is no JSON path of the form $.name.names[*].name.");

    /// <summary>Reads a path.</summary>
    /// <param name="text">The root <c>$</c>, then steps: <c>.name</c>, <c>['name']</c>, <c>[*]</c> or <c>[0]</c>.</param>
    /// <param name="path">The path; null when the text is none.</param>
    /// <returns>Whether the text is a path.</returns>
    public static bool TryParse([NotNullWhen(true)] string? text, [NotNullWhen(true)] out JsonPath? path)
    {
        path = text is not null && JsonPathParser.TryParse(text, out var segments) ? new JsonPath(text, segments) : null;
        return path is not null;
    }

    /// <inheritdoc/>
    public bool Equals(JsonPath? other) => other is not null && Text == other.Text;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as JsonPath);

    /// <inheritdoc/>
    public override int GetHashCode() => Text.GetHashCode(StringComparison.Ordinal);

    /// <summary>The path as it stands in the schema.</summary>
    public override string ToString() => Text;
}
