using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Dms.Client.Postgresql.Cascades.Rewriting;

/// <summary>One value of an identity: a string, a number or a Boolean.</summary>
internal sealed class IdentityValue(JsonTokenType kind, byte[] text) : IEquatable<IdentityValue>
{
    /// <summary><c>String</c>, <c>Number</c>, <c>True</c> or <c>False</c>.</summary>
    public JsonTokenType Kind => kind;

    /// <summary>The value in UTF-8: of a string its characters without escapes, of a number its digits as they stand in the document.</summary>
    public ReadOnlySpan<byte> Text => text;

    /// <summary>Strings are equal by their characters, numbers by their value.</summary>
    public bool Is(JsonTokenType otherKind, ReadOnlySpan<byte> otherText) =>
        kind == otherKind && (otherText.SequenceEqual(text) || (kind == JsonTokenType.Number && IsSameNumber(otherText)));

    public bool Equals(IdentityValue? other) => other is not null && Is(other.Kind, other.Text);

    public override bool Equals(object? obj) => Equals(obj as IdentityValue);

    public override int GetHashCode() => (int)kind;

    public void WriteTo(Utf8JsonWriter writer)
    {
        if (kind == JsonTokenType.String)
            writer.WriteStringValue(text);
        else
            writer.WriteRawValue(text, skipInputValidation: true);
    }

    public override string ToString() => Encoding.UTF8.GetString(text);

    private bool IsSameNumber(ReadOnlySpan<byte> other) =>
        decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var mine)
        && decimal.TryParse(other, NumberStyles.Float, CultureInfo.InvariantCulture, out var others)
        && mine == others;
}
