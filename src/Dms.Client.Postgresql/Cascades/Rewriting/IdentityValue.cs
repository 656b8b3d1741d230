using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Dms.Client.Postgresql.Cascades.Rewriting;

/// <summary>One value of an identity: a string, a number or a Boolean.</summary>
/// <param name="Kind"><c>String</c>, <c>Number</c>, <c>True</c> or <c>False</c>; <c>None</c> for no value.</param>
/// <param name="Text">
/// The value in UTF-8: of a string its characters without escapes, of a number its digits as they stand in the document. May be a part
/// of the document's own bytes.
/// </param>
internal readonly record struct IdentityValue(JsonTokenType Kind, ReadOnlyMemory<byte> Text)
{
    public bool IsNone => Kind == JsonTokenType.None;

    /// <summary>Strings are equal by their characters, numbers by their value.</summary>
    public bool Is(JsonTokenType otherKind, ReadOnlySpan<byte> otherText) =>
        Kind == otherKind && (otherText.SequenceEqual(Text.Span) || (Kind == JsonTokenType.Number && IsSameNumber(otherText)));

    public bool Equals(IdentityValue other) => Is(other.Kind, other.Text.Span);

    public override int GetHashCode() => (int)Kind;

    public void WriteTo(Utf8JsonWriter writer)
    {
        if (Kind == JsonTokenType.String)
            writer.WriteStringValue(Text.Span);
        else
            writer.WriteRawValue(Text.Span, skipInputValidation: true);
    }

    public override string ToString() => Encoding.UTF8.GetString(Text.Span);

    private bool IsSameNumber(ReadOnlySpan<byte> other) =>
        decimal.TryParse(Text.Span, NumberStyles.Float, CultureInfo.InvariantCulture, out var mine)
        && decimal.TryParse(other, NumberStyles.Float, CultureInfo.InvariantCulture, out var others)
        && mine == others;
}
