namespace Dms.Client.Postgresql.Cascades.Schema;

/// <summary>
/// How documents of one resource refer to documents of another under one name of the model: where the values of the other's identity
/// stand. Made once for each schema.
/// </summary>
internal sealed class ReferencePlan
{
    private readonly int[] _rowOfSlot;

    /// <param name="name">The reference's full name in the model, such as <c>SectionOrProgramChoice.Section</c>.</param>
    /// <param name="slots">For each value the place where it stands.</param>
    /// <param name="places">For each value its place in the identity of what is referred to.</param>
    /// <param name="isIdentity">Whether a value is part of the referring document's own identity.</param>
    /// <param name="problem">Why documents cannot be rewritten by it; null when they can.</param>
    public ReferencePlan(string name, int[] slots, int[] places, bool isIdentity, string? problem)
    {
        Name = name;
        Places = places;
        IsIdentity = isIdentity;
        Problem = problem;
        int[] distinct = [.. slots.Distinct()];
        Slots = distinct;
        Rows = [.. slots.Select(slot => Array.IndexOf(distinct, slot))];
        _rowOfSlot = new int[distinct.DefaultIfEmpty(-1).Max() + 1];
        Array.Fill(_rowOfSlot, -1);
        for (var row = 0; row < distinct.Length; row++)
            _rowOfSlot[distinct[row]] = row;
    }

    public string Name { get; }

    public bool IsIdentity { get; }

    public string? Problem { get; }

    /// <summary>The places of its values, each once: where two values of an identity share a place they are the same.</summary>
    public int[] Slots { get; }

    /// <summary>For each value of the identity the row in <see cref="Slots"/>.</summary>
    public int[] Rows { get; }

    /// <summary>For each value its place in the identity of what is referred to.</summary>
    public int[] Places { get; }

    /// <summary>The row of a slot in <see cref="Slots"/>; -1 when it is none of them.</summary>
    public int RowOf(int slot) => slot < _rowOfSlot.Length ? _rowOfSlot[slot] : -1;
}
