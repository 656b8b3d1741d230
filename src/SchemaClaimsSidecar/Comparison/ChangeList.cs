namespace SchemaClaimsSidecar.Comparison;

/// <summary>Collects changes.</summary>
internal sealed class ChangeList
{
    private readonly List<Change> _changes = [];

    /// <summary>The changes so far, the worst first.</summary>
    public IReadOnlyList<Change> Sorted()
    {
        _changes.Sort(ChangeOrder.WorstFirst);
        return _changes;
    }

    /// <summary>Takes the changes of one subject.</summary>
    public SubjectChanges For(string subject) => new(_changes, subject);
}
