using Dms.Client.Postgresql.Cascades.Schema;

namespace Dms.Client.Postgresql.Cascades.Rewriting;

/// <summary>
/// The references of one document under one name of the model, one after the other: each a row of values, some perhaps absent.
/// </summary>
internal ref struct ReferenceRows(ReferencePlan plan, List<FoundValue> found, Span<int> row)
{
    public const int Absent = -1;

    private readonly Span<int> _row = row;
    private int _next;

    /// <summary>For each place of the plan the index of the value that was found; <see cref="Absent"/> where there is none.</summary>
    public readonly ReadOnlySpan<int> Current => _row;

    public readonly bool IsComplete => !_row.Contains(Absent);

    /// <summary>Goes to the next reference that has any value.</summary>
    public bool MoveNext()
    {
        _row.Fill(Absent);
        var item = Absent;
        for (; _next < found.Count; _next++)
        {
            var at = plan.RowOf(found[_next].Slot);
            if (at < 0)
                continue;
            if (item >= 0 && found[_next].Item != item)
                break;
            item = found[_next].Item;
            _row[at] = _next;
        }

        return item >= 0;
    }
}
