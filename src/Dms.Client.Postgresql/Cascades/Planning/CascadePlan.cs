namespace Dms.Client.Postgresql.Cascades.Planning;

/// <summary>All documents that a change of an identity writes, each once.</summary>
internal sealed class CascadePlan(CascadeDocument root)
{
    private readonly Dictionary<DocumentKey, CascadeDocument> _documents = new() { [root.Key] = root };

    public CascadeDocument Root => root;

    /// <summary>The changed document first, then by level.</summary>
    public IReadOnlyCollection<CascadeDocument> Documents => _documents.Values;

    /// <summary>Those whose identity changes, in the order in which one follows from the other.</summary>
    public IReadOnlyList<CascadeDocument> Moved { get; set; } = [];

    /// <summary>How many pairs of a document whose identity changes and one that refers to it there are.</summary>
    public int Edges { get; set; }

    /// <summary>The level on which there turned out to be too many documents; null when there are not.</summary>
    public int? ExceededAt { get; set; }

    public bool Contains(DocumentKey key) => _documents.ContainsKey(key);

    public CascadeDocument? Find(DocumentKey key) => _documents.GetValueOrDefault(key);

    public void Add(CascadeDocument document) => _documents.Add(document.Key, document);

    public CascadeFanOut ToFanOut() => new(
    [
        .. Documents.Where(document => document != root)
            .GroupBy(document => (document.Level, document.Resource.Name))
            .Select(group => new CascadeFanOutEntry(group.Key.Level, group.Key.Name.Project, group.Key.Name.Resource, group.Count()))
            .OrderBy(entry => entry.Level)
            .ThenBy(entry => entry.ProjectName, StringComparer.Ordinal)
            .ThenBy(entry => entry.ResourceName, StringComparer.Ordinal),
    ]);
}
