using System.Diagnostics;
using Bench.Inputs;
using Bench.Rigs;

namespace Bench.Scale;

/// <summary>A sidecar with a file store, a relay that follows it and a relay that follows that one, each a process with a client.</summary>
internal sealed class HopRig : IAsyncDisposable
{
    private const int Levels = 3;

    private readonly List<ChildProcess> _sidecars = [];
    private readonly List<ClientRig> _clients = [];
    private Uploader? _uploader;

    public static async Task<HopRig> StartAsync(WorkFolder work, CancellationToken cancellationToken)
    {
        var rig = new HopRig();
        var upstream = "";
        for (var level = 0; level < Levels; level++)
            upstream = await rig.AddAsync(work, upstream, cancellationToken);
        return rig;
    }

    /// <summary>From before an upload until the client at each level has applied it, nearest first.</summary>
    public async Task<TimeSpan[]> UploadAsync(NamedDocument claims, CancellationToken cancellationToken)
    {
        var applied = _clients.Select(client => client.Snapshots.NextAsync(cancellationToken)).ToArray();
        var upload = await _uploader!.UploadClaimsAsync(new ClaimsSet("", "", claims), cancellationToken);
        var all = await Task.WhenAll(applied).WaitAsync(TimeSpan.FromSeconds(30), cancellationToken);
        return Array.ConvertAll(all, one => Stopwatch.GetElapsedTime(upload.Began, one.At));
    }

    public async ValueTask DisposeAsync()
    {
        _uploader?.Dispose();
        foreach (var client in _clients)
            await client.DisposeAsync();
        foreach (var sidecar in _sidecars)
            sidecar.Dispose();
    }

    private async Task<string> AddAsync(WorkFolder work, string upstream, CancellationToken cancellationToken)
    {
        string dms = work.NewSocket(), admin = work.NewSocket();
        var variables = upstream.Length == 0 ? [] : new Dictionary<string, string>
        {
            ["SCHEMACLAIMS_Store__Kind"] = "Relay",
            ["SCHEMACLAIMS_Store__Upstreams__0"] = upstream,
            ["SCHEMACLAIMS_Fleet__Pod"] = Path.GetFileNameWithoutExtension(dms),
        };
        var sidecar = ChildProcess.With(
            variables, "schema-claims-sidecar", "serve", "--store", work.NewFolder(), "--listen", $"unix://{dms}", "--admin-socket", admin);
        _sidecars.Add(sidecar);
        await sidecar.ReadAsync("Application started", cancellationToken);
        _clients.Add(await ClientRig.StartAsync(dms));
        _uploader ??= new Uploader(admin);
        return $"unix://{dms}";
    }
}
