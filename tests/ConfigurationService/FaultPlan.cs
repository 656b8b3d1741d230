namespace ConfigurationService;

/// <summary>Which requests go wrong, and how.</summary>
internal sealed class FaultPlan
{
    private readonly Lock _lock = new();
    private readonly List<Entry> _entries = [];

    public void Add(Endpoint endpoint, string? tenant, Fault fault, int times)
    {
        lock (_lock)
            _entries.Add(new Entry(endpoint, tenant, fault) { Left = times });
    }

    public void Clear()
    {
        lock (_lock)
            _entries.Clear();
    }

    /// <summary>What goes wrong with this request: the earliest fault that still applies; null when nothing does.</summary>
    public Fault? Take(Call call)
    {
        lock (_lock)
        {
            var entry = _entries.Find(entry =>
                entry.Left > 0 && entry.Endpoint == call.Endpoint && (entry.Tenant is null || entry.Tenant == call.Tenant));
            if (entry is not null)
                entry.Left--;
            return entry?.Fault;
        }
    }

    private sealed record Entry(Endpoint Endpoint, string? Tenant, Fault Fault)
    {
        public int Left { get; set; }
    }
}
