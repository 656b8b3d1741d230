using System.Diagnostics;
using System.Globalization;
using EndToEnd.Tests.Support;
using Grpc.Core;
using SchemaClaims.V1;
using Testing;

namespace EndToEnd.Tests.Fleet;

/// <summary>Several sidecars on one PostgreSQL store, each with a subscriber.</summary>
internal sealed class SidecarFleet : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    private readonly TemporaryFolder _folder = new();
    private readonly SidecarProcess?[] _sidecars;
    private readonly string[] _connectionStrings;

    /// <param name="count">How many.</param>
    /// <param name="connectionString">The store.</param>
    public SidecarFleet(int count, string connectionString)
    {
        _sidecars = new SidecarProcess?[count];
        _connectionStrings = [.. Enumerable.Repeat(connectionString, count)];
        Administrators = [.. Enumerable.Range(0, count).Select(pod => new Administrator(PlaceOf(pod).AdminSocket))];
        Followers = [.. Enumerable.Range(0, count).Select(pod => new Follower(PlaceOf(pod).DmsSocket, $"dms-{pod}"))];
    }

    /// <summary>What every sidecar is told beside where its store is.</summary>
    public Dictionary<string, string> Variables { get; init; } = [];

    public int Count => _sidecars.Length;

    public IReadOnlyList<Administrator> Administrators { get; }

    public IReadOnlyList<Follower> Followers { get; }

    public static string NameOf(int pod) => $"pod-{pod.ToString(CultureInfo.InvariantCulture)}";

    public Place PlaceOf(int pod) => Place.In(Directory.CreateDirectory(_folder[NameOf(pod)]).FullName);

    public LineLog LogOf(int pod) => _sidecars[pod]!.Log;

    /// <summary>Lets a sidecar reach the store another way from its next start on.</summary>
    public void Redirect(int pod, string connectionString) => _connectionStrings[pod] = connectionString;

    public Task StartAllAsync() => Task.WhenAll(Enumerable.Range(0, Count).Select(StartAsync));

    public async Task StartAsync(int pod)
    {
        var variables = new Dictionary<string, string>(Variables)
        {
            ["SCHEMACLAIMS_Store__Kind"] = "Postgres",
            ["SCHEMACLAIMS_Store__Postgres__ConnectionString"] = _connectionStrings[pod],
            ["SCHEMACLAIMS_Fleet__Pod"] = NameOf(pod),
        };
        _sidecars[pod] = await SidecarProcess.StartAsync(PlaceOf(pod), variables);
    }

    public async Task KillAsync(int pod)
    {
        await _sidecars[pod]!.KillAsync();
        await _sidecars[pod]!.DisposeAsync();
        _sidecars[pod] = null;
    }

    /// <summary>Publishes through a sidecar, again while it is away, its store is, or another was first.</summary>
    public async Task<Published> PublishAsync(int pod, string mark)
    {
        var core = Samples.Marked(mark);
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await Administrators[pod].PublishAsync(core);
            }
            catch (RpcException refused) when (attempt < 200 && IsPassing(refused.StatusCode))
            {
                await Task.Delay(TimeSpan.FromMilliseconds(100 * (1 + Random.Shared.NextDouble())));
            }
        }
    }

    /// <summary>Waits until a sidecar's status is so.</summary>
    public async Task<SidecarStatus> WaitForAsync(int pod, Predicate<SidecarStatus> isSo)
    {
        var watch = Stopwatch.StartNew();
        while (true)
        {
            var status = await ReadStatusAsync(pod);
            if (isSo(status))
                return status;
            if (watch.Elapsed > Patience)
                throw new TimeoutException($"{NameOf(pod)}: the last status was {status}; the log:\n{LogOf(pod)}");
            await Task.Delay(Pause);
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var follower in Followers)
            await follower.DisposeAsync();
        foreach (var administrator in Administrators)
            administrator.Dispose();
        foreach (var sidecar in _sidecars)
        {
            if (sidecar is not null)
                await sidecar.DisposeAsync();
        }

        _folder.Dispose();
    }

    private async Task<SidecarStatus> ReadStatusAsync(int pod)
    {
        using var watch = Administrators[pod].Client.WatchStatus(new WatchStatusRequest(), deadline: DateTime.UtcNow + Patience);
        return await watch.ResponseStream.MoveNext(default)
            ? watch.ResponseStream.Current
            : throw new InvalidOperationException("No status.");
    }

    private static bool IsPassing(StatusCode status) =>
        status is StatusCode.Unavailable or StatusCode.Aborted or StatusCode.Internal or StatusCode.Cancelled or StatusCode.Unknown;
}
