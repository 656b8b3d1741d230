using EndToEnd.Tests.Support;
using Testing;

namespace EndToEnd.Tests.Chaos;

/// <summary>A sidecar, a client that reaches it through a <see cref="Link"/>, and a follower beside it that checks the protocol.</summary>
internal sealed class ChaosRig : IAsyncDisposable
{
    // Parts that take several messages to send.
    private const int Padding = 300_000;

    // What code that runs for the first time takes, and less than a leak of a few releases a disturbance.
    private const long Slack = 32L * 1024 * 1024;

    // Memory is given back when it has been quiet for a while.
    private static readonly TimeSpan UntilMemoryIsBack = TimeSpan.FromSeconds(90);

    private static readonly Dictionary<string, string> Quick = new()
    {
        ["SCHEMACLAIMS_Distribution__HeartbeatInterval"] = "00:00:00.200",
        ["SCHEMACLAIMS_Distribution__SendTimeout"] = "00:00:05",
    };

    private readonly TemporaryFolder _folder = new();
    private readonly IReadOnlyDictionary<string, string> _variables;
    private readonly Dictionary<ulong, string> _acknowledged = [];
    private SidecarProcess? _sidecar;
    private WatchedClient? _client;
    private int _marks;

    private ChaosRig(IReadOnlyDictionary<string, string> variables, string? store)
    {
        _variables = variables;
        Place = Place.In(_folder.Path);
        if (store is not null)
            Place = Place with { Store = store };
        Link = new Link(_folder["link.sock"], Place.DmsSocket);
        Follower = new Follower(Place.DmsSocket, "pod-beside");
    }

    public Place Place { get; }

    public Link Link { get; }

    /// <summary>Follows without the link.</summary>
    public Follower Follower { get; }

    /// <summary>Follows through the link.</summary>
    public WatchedClient Client => _client!;

    public SidecarProcess Sidecar => _sidecar!;

    public string this[string name] => _folder[name];

    /// <summary>Starts all, and returns when the first release is everywhere.</summary>
    /// <param name="variables">Settings of the sidecar.</param>
    /// <param name="store">The folder of its store; null for one of the rig's own.</param>
    public static async Task<ChaosRig> StartAsync(IReadOnlyDictionary<string, string>? variables = null, string? store = null)
    {
        var all = new Dictionary<string, string>(Quick);
        foreach (var (name, value) in variables ?? new Dictionary<string, string>())
            all[name] = value;
        var rig = new ChaosRig(all, store);
        await rig.StartSidecarAsync();
        rig._client = await WatchedClient.StartAsync(rig.Link.Socket);
        await rig.ConvergeAsync();
        return rig;
    }

    public async Task StartSidecarAsync() => _sidecar = await SidecarProcess.StartAsync(Place, _variables);

    /// <summary>Kills the sidecar without warning and starts it again.</summary>
    public async Task KillAndStartAsync()
    {
        await Sidecar.KillAsync();
        await Sidecar.DisposeAsync();
        await StartSidecarAsync();
    }

    /// <summary>Publishes a release; returns its generation and mark.</summary>
    public async Task<(ulong Generation, string Mark)> PublishAsync()
    {
        using var administrator = new Administrator(Place.AdminSocket);
        var mark = $"mark {++_marks}";
        var published = await administrator.PublishAsync(Samples.Marked(mark, Padding));
        _acknowledged.Add(published.Position.Generation, published.SnapshotId);
        return (published.Position.Generation, mark);
    }

    /// <summary>
    /// Publishes one more release and checks that it gets everywhere, that everything acknowledged is there and sound, and that nobody
    /// ever saw a mix.
    /// </summary>
    public async Task ConvergeAsync()
    {
        var (generation, mark) = await PublishAsync();
        var last = await Follower.WaitForAsync(generation);
        Assert.Equal([mark], last.Marks);
        Assert.Empty(Follower.Violations);
        await Client.RunsAsync(generation, mark);
        using var administrator = new Administrator(Place.AdminSocket);
        var history = (await administrator.HistoryAsync()).ToDictionary(release => release.Position.Generation, release => release.SnapshotId);
        Assert.All(_acknowledged, known => Assert.Equal(known.Value, history.GetValueOrDefault(known.Key)));
        Assert.Empty((await administrator.VerifyAsync()).Damages);
    }

    /// <summary>Disturbs, converges, and checks that the sidecar's memory comes back to where it was.</summary>
    public async Task SurviveAsync(Func<Task> disturb)
    {
        var before = Sidecar.ResidentBytes;
        await disturb();
        await ConvergeAsync();
        await Eventually.IsTrueAsync(
            () => Sidecar.ResidentBytes < before + Slack, $"about {before >> 20} MiB resident again", UntilMemoryIsBack);
    }

    public async ValueTask DisposeAsync()
    {
        if (_client is not null)
            await _client.DisposeAsync();
        await Follower.DisposeAsync();
        await Link.DisposeAsync();
        if (_sidecar is not null)
            await _sidecar.DisposeAsync();
        _folder.Dispose();
    }
}
