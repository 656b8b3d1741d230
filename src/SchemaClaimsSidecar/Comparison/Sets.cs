namespace SchemaClaimsSidecar.Comparison;

/// <summary>Compares lists whose order says nothing.</summary>
internal static class Sets
{
    public static void Compare(IEnumerable<string> earlier, IEnumerable<string> later, Action<string> added, Action<string> removed)
    {
        var before = earlier.ToHashSet(StringComparer.Ordinal);
        var after = later.ToHashSet(StringComparer.Ordinal);
        foreach (var item in before.Where(item => !after.Contains(item)))
            removed(item);
        foreach (var item in after.Where(item => !before.Contains(item)))
            added(item);
    }
}
