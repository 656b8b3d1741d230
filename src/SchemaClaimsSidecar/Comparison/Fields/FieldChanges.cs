namespace SchemaClaimsSidecar.Comparison.Fields;

/// <summary>The fields that came and went, for which what comes and goes with them is not told again.</summary>
internal sealed class FieldChanges
{
    private readonly Dictionary<string, ChangeRule> _added = new(StringComparer.Ordinal);
    private readonly HashSet<string> _removed = new(StringComparer.Ordinal);

    /// <summary>By which rule a field came; null where it was there, or is not there now.</summary>
    public ChangeRule? RuleOfAdded(string path) => _added.GetValueOrDefault(path);

    public bool IsAdded(string path) => _added.ContainsKey(path);

    public bool IsRemoved(string path) => _removed.Contains(path);

    public bool CameOrWent(string path) => IsAdded(path) || IsRemoved(path);

    public void Add(string path, ChangeRule rule) => _added[path] = rule;

    public void Remove(string path) => _removed.Add(path);
}
