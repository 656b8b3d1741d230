using System.Collections.Concurrent;

namespace ConfigurationService;

/// <summary>Every request that reached the service, those that failed included.</summary>
public sealed class CallLog
{
    private readonly ConcurrentQueue<Call> _calls = new();
    private readonly Lock _lock = new();
    private readonly Dictionary<Endpoint, int> _open = [];
    private readonly Dictionary<Endpoint, int> _mostOpen = [];

    public IReadOnlyCollection<Call> All => _calls;

    public int Count(Endpoint endpoint) => _calls.Count(call => call.Endpoint == endpoint);

    public int Count(Endpoint endpoint, string? tenant) => _calls.Count(call => call.Endpoint == endpoint && call.Tenant == tenant);

    /// <summary>How many requests were open at once at most.</summary>
    public int MostAtOnce(Endpoint endpoint)
    {
        lock (_lock)
            return _mostOpen.GetValueOrDefault(endpoint);
    }

    internal void Begin(Call call)
    {
        lock (_lock)
        {
            var open = _open[call.Endpoint] = _open.GetValueOrDefault(call.Endpoint) + 1;
            _mostOpen[call.Endpoint] = Math.Max(open, _mostOpen.GetValueOrDefault(call.Endpoint));
        }

        _calls.Enqueue(call);
    }

    internal void End(Call call)
    {
        lock (_lock)
            _open[call.Endpoint]--;
    }
}
