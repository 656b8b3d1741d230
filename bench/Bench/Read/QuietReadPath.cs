using BenchmarkDotNet.Attributes;

namespace Bench.Read;

/// <summary>One reader and nothing beside it; and what it is compared with.</summary>
public class QuietReadPath : ReadPath
{
    private LinearScan _scan = null!;

    public override void SetUp()
    {
        base.SetUp();
        _scan = new LinearScan(Snapshots.Current.Claims.ToClaimSets());
    }

    [Benchmark(OperationsPerInvoke = Operations)]
    public int Intended() => Serve();

    /// <summary>The claim by its URI, as a string.</summary>
    [Benchmark(OperationsPerInvoke = Operations)]
    public int ByNames()
    {
        var snapshots = Snapshots;
        var strategies = 0;
        foreach (var request in Requests)
        {
            var snapshot = snapshots.Current;
            var resource = snapshot.Schema.FindResource(request.ProjectEndpoint, request.ResourceEndpoint)!;
            strategies += snapshot.Claims.Decide(null, request.ClaimSet, resource.ResourceClaimUri, request.Action).Strategies.Length;
        }

        return strategies;
    }

    [Benchmark(OperationsPerInvoke = Operations, Baseline = true)]
    public int Dictionaries() => ServeByDictionaries();

    [Benchmark(OperationsPerInvoke = Operations)]
    public int Scan()
    {
        var strategies = 0;
        foreach (var request in Requests)
        {
            var resource = Snapshots.Current.Schema.FindResource(request.ProjectEndpoint, request.ResourceEndpoint)!;
            strategies += _scan.Decide(request.ClaimSet, resource.ResourceClaimUri, request.Action.Name);
        }

        return strategies;
    }
}
