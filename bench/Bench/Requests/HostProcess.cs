using System.Diagnostics;
using System.Globalization;
using System.Net;
using Bench.Rigs;
using Dms.Client.Claims;
using Dms.Client.Snapshots;

namespace Bench.Requests;

/// <summary>
/// The host in a process of its own, with the garbage collector that web hosts have by default: whoever sends requests and publishes
/// neither stops when it stops nor allocates in it. Both processes have the same clock for timestamps.
/// </summary>
internal sealed class HostProcess : IDisposable
{
    public const string Verb = "request-host";

    private const string Listening = "listening";
    private const string Applied = "applied";

    private readonly ChildProcess _process;

    private HostProcess(ChildProcess process, IPEndPoint endPoint, string path) => (_process, EndPoint, Path) = (process, endPoint, path);

    public IPEndPoint EndPoint { get; }

    /// <summary>What to ask for: a resource that the claim set may read.</summary>
    public string Path { get; }

    /// <param name="sidecarSocket">The sidecar to follow.</param>
    /// <param name="lastKnownGoodFolder">Where it keeps its last known good.</param>
    /// <param name="claimSet">Whose claims decide.</param>
    /// <param name="cancellationToken">Ends the waiting for it.</param>
    public static async Task<HostProcess> StartAsync(
        string sidecarSocket, string lastKnownGoodFolder, string claimSet, CancellationToken cancellationToken)
    {
        var variables = new Dictionary<string, string> { ["DOTNET_gcServer"] = "1" };
        var process = ChildProcess.With(variables, "Bench", Verb, sidecarSocket, lastKnownGoodFolder, claimSet);
        var words = (await process.ReadAsync(Listening, cancellationToken)).Split(' ');
        return new HostProcess(process, IPEndPoint.Parse(words[1]), words[2]);
    }

    /// <summary>What the other process does.</summary>
    public static async Task<int> RunAsync(string sidecarSocket, string lastKnownGoodFolder, string claimSet)
    {
        await using var host = await RequestHost.StartAsync(sidecarSocket, lastKnownGoodFolder, claimSet);
        var first = await host.Snapshots.WaitForFirstAsync();
        Console.WriteLine($"{Listening} {host.EndPoint} {PathOf(first, claimSet)}");
        await foreach (var snapshot in host.Snapshots.ReadAllAsync())
            Console.WriteLine($"{Applied} {snapshot.Release.Generation} {snapshot.Candidate.OfferedAt} {Stopwatch.GetTimestamp()}");
        return 0;
    }

    /// <summary>Waits until a release is in use there: from the arrival of its offer to the swap.</summary>
    public async Task<Window> AppliedAsync(ulong generation, CancellationToken cancellationToken)
    {
        var words = (await _process.ReadAsync($"{Applied} {generation} ", cancellationToken)).Split(' ');
        return new Window(long.Parse(words[2], CultureInfo.InvariantCulture), long.Parse(words[3], CultureInfo.InvariantCulture));
    }

    public void Dispose() => _process.Dispose();

    private static string PathOf(DmsSnapshot snapshot, string claimSet)
    {
        var resource = snapshot.Schema.Core!.Resources.First(resource =>
            snapshot.Claims.Decide(null, claimSet, resource.ResourceClaimUri, ResourceAction.Read).IsGranted);
        return $"/data/{resource.ProjectEndpointName}/{resource.EndpointName}";
    }
}
