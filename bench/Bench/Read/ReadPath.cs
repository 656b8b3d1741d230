using BenchmarkDotNet.Attributes;
using Dms.Client.Claims;
using Dms.Client.Snapshots;
using Dms.Client.Subscription;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Bench.Read;

/// <summary>What every request does before anything else: the snapshot, the resource of its URL, the decision for its claim set.</summary>
public abstract class ReadPath
{
    /// <summary>How many requests one call serves.</summary>
    protected const int Operations = ReadInput.RequestCount;

    private ReadRequest[] _requests = [];
    private volatile PlainDictionaries? _dictionaries;

    private protected SnapshotHolder Holder { get; } = new(
        new SubscriptionMonitor(new ClaimsAge(TimeProvider.System), Options.Create(new DmsSnapshotsOptions()), TimeProvider.System),
        NullLogger<SnapshotHolder>.Instance);

    private protected ISnapshots Snapshots => Holder;

    private protected ReadRequest[] Requests => _requests;

    [GlobalSetup]
    public virtual void SetUp()
    {
        var snapshot = ReadInput.CreateSnapshot(1);
        _requests = ReadInput.CreateRequests(snapshot);
        Publish(snapshot, new PlainDictionaries(snapshot));
    }

    private protected void Publish(DmsSnapshot snapshot, PlainDictionaries dictionaries)
    {
        Holder.Publish(snapshot);
        _dictionaries = dictionaries;
    }

    /// <summary>The path that is meant for requests.</summary>
    protected int Serve()
    {
        var snapshots = Snapshots;
        var strategies = 0;
        foreach (var request in _requests)
        {
            var snapshot = snapshots.Current;
            var resource = snapshot.Schema.FindResource(request.ProjectEndpoint, request.ResourceEndpoint)!;
            strategies += snapshot.Decide(request.ClaimSet, resource, request.Action).Strategies.Length;
        }

        return strategies;
    }

    /// <summary>The same with plain dictionaries, which are replaced as the snapshot is.</summary>
    protected int ServeByDictionaries()
    {
        var strategies = 0;
        foreach (var request in _requests)
            strategies += _dictionaries!.Decide(request.ProjectEndpoint, request.ResourceEndpoint, request.ClaimSet, request.Action.Name);
        return strategies;
    }
}
