using System.Diagnostics;
using System.Globalization;
using Bench.Inputs;
using Bench.Rigs;
using SchemaClaims.Contracts;
using Testing.Postgres;

namespace Bench.Pods;

/// <summary>Sidecars on one PostgreSQL store, each a process, and a client of each.</summary>
internal sealed class PodFleet : IAsyncDisposable
{
    private readonly PostgresCluster _cluster;
    private readonly List<ChildProcess> _sidecars = [];
    private readonly List<ClientRig> _clients = [];
    private Uploader? _uploader;

    private PodFleet(PostgresCluster cluster) => _cluster = cluster;

    /// <summary>The claims that all have, as DMS reads them, in bytes.</summary>
    public int ClaimsLength => _clients[0].Snapshots.Current.RawPart(PartNames.Claims).Length;

    public static async Task<PodFleet> StartAsync(WorkFolder work, int count, CancellationToken cancellationToken)
    {
        var fleet = new PodFleet(await PostgresCluster.StartAsync(durable: true));
        for (var pod = 0; pod < count; pod++)
            await fleet.AddAsync(work, pod, cancellationToken);
        return fleet;
    }

    /// <summary>From before the upload until all clients have applied it.</summary>
    public async Task<TimeSpan> UploadAsync(NamedDocument claims, CancellationToken cancellationToken)
    {
        var applied = _clients.Select(client => client.Snapshots.NextAsync(cancellationToken)).ToArray();
        var upload = await _uploader!.UploadClaimsAsync(new ClaimsSet("", "", claims), cancellationToken);
        var all = await Task.WhenAll(applied).WaitAsync(TimeSpan.FromSeconds(30), cancellationToken);
        return Stopwatch.GetElapsedTime(upload.Began, all.Max(one => one.At));
    }

    public async ValueTask DisposeAsync()
    {
        _uploader?.Dispose();
        foreach (var client in _clients)
            await client.DisposeAsync();
        foreach (var sidecar in _sidecars)
            sidecar.Dispose();
        await _cluster.DisposeAsync();
    }

    private async Task AddAsync(WorkFolder work, int pod, CancellationToken cancellationToken)
    {
        string dms = work.NewSocket(), admin = work.NewSocket();
        var variables = new Dictionary<string, string>
        {
            ["SCHEMACLAIMS_Store__Kind"] = "Postgres",
            ["SCHEMACLAIMS_Store__Postgres__ConnectionString"] = _cluster.ConnectionString(),
            ["SCHEMACLAIMS_Fleet__Pod"] = $"pod-{pod.ToString(CultureInfo.InvariantCulture)}",
        };
        var sidecar = ChildProcess.With(
            variables, "schema-claims-sidecar", "serve", "--store", work.NewFolder(), "--listen", $"unix://{dms}", "--admin-socket", admin);
        _sidecars.Add(sidecar);
        await sidecar.ReadAsync("Listening for news", cancellationToken);
        _clients.Add(await ClientRig.StartAsync(dms));
        _uploader ??= new Uploader(admin);
    }
}
