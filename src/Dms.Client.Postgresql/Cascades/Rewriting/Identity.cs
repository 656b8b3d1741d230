namespace Dms.Client.Postgresql.Cascades.Rewriting;

/// <summary>The values of a document's identity, in the order of its resource's identity paths.</summary>
internal sealed class Identity(IdentityValue[] values) : IEquatable<Identity>
{
    public ReadOnlySpan<IdentityValue> Values => values;

    public IdentityValue this[int index] => values[index];

    /// <summary>The values at these places, in this order.</summary>
    public Identity Select(ReadOnlySpan<int> places)
    {
        var selected = new IdentityValue[places.Length];
        for (var i = 0; i < selected.Length; i++)
            selected[i] = values[places[i]];
        return new Identity(selected);
    }

    public bool Equals(Identity? other) => other is not null && Values.SequenceEqual(other.Values);

    public override bool Equals(object? obj) => Equals(obj as Identity);

    public override int GetHashCode() => values.Length;

    /// <summary>The values, for a person.</summary>
    public override string ToString() => $"({string.Join(", ", values.Select(value => value.ToString()))})";
}
