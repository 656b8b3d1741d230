namespace SchemaClaimsSidecar.Comparison;

/// <summary>Takes the changes of one resource, project or claim set.</summary>
internal sealed class SubjectChanges(List<Change> changes, string subject)
{
    // Values are there to be recognised; documents hold them in full.
    private const int LongestValue = 200;

    public void Added(ChangeRule rule, Aspect aspect, string name = "", string after = "", string facet = "") =>
        Add(rule, ChangeKind.Added, aspect, name, facet, "", after);

    public void Removed(ChangeRule rule, Aspect aspect, string name = "", string before = "", string facet = "") =>
        Add(rule, ChangeKind.Removed, aspect, name, facet, before, "");

    public void Changed(ChangeRule rule, Aspect aspect, string name, string facet, string before, string after) =>
        Add(rule, ChangeKind.Changed, aspect, name, facet, before, after);

    private void Add(ChangeRule rule, ChangeKind kind, Aspect aspect, string name, string facet, string before, string after) =>
        changes.Add(new Change(rule, kind, Short(subject), aspect, Short(name), Short(facet), Short(before), Short(after)));

    private static string Short(string text) =>
        text.Length <= LongestValue ? text : string.Concat(text.AsSpan(0, LongestValue - 1), "…");
}
