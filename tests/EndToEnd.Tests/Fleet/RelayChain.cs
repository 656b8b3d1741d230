using System.Globalization;
using EndToEnd.Tests.Support;
using Grpc.Core;
using SchemaClaims.V1;
using Testing;

namespace EndToEnd.Tests.Fleet;

/// <summary>A sidecar with a store, the hub, and relays, each a process of its own.</summary>
internal sealed class RelayChain : IAsyncDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly List<Dictionary<string, string>> _variables = [];
    private readonly List<SidecarProcess?> _sidecars = [];
    private readonly List<Administrator> _administrators = [];
    private readonly List<Follower> _followers = [];

    /// <summary>A hub.</summary>
    /// <param name="variables">What it is told.</param>
    public RelayChain(Dictionary<string, string>? variables = null) => Add(variables ?? []);

    /// <summary>The full path of an entry in the folder of the test.</summary>
    public string this[string name] => _folder[name];

    public int Count => _sidecars.Count;

    public Administrator Hub => _administrators[0];

    public IReadOnlyList<Follower> Followers => _followers;

    public static string NameOf(int sidecar) => sidecar == 0 ? "hub" : $"relay-{sidecar.ToString(CultureInfo.InvariantCulture)}";

    public Administrator AdministratorOf(int sidecar) => _administrators[sidecar];

    public Place PlaceOf(int sidecar) => Place.In(Directory.CreateDirectory(_folder[NameOf(sidecar)]).FullName);

    /// <summary>Adds a relay.</summary>
    /// <param name="upstreams">The sidecars that it follows, in the order in which it tries.</param>
    /// <param name="variables">What else it is told.</param>
    /// <returns>Its number.</returns>
    public int AddRelay(IEnumerable<int> upstreams, Dictionary<string, string>? variables = null) =>
        AddRelay(upstreams.Select(upstream => PlaceOf(upstream).Listen), variables);

    /// <inheritdoc cref="AddRelay(IEnumerable{int}, Dictionary{string, string}?)"/>
    public int AddRelay(IEnumerable<string> upstreams, Dictionary<string, string>? variables = null)
    {
        var all = new Dictionary<string, string>(variables ?? [])
        {
            ["SCHEMACLAIMS_Store__Kind"] = "Relay",
            // Deaths are noticed at once: the pauses after them are what would be waited for.
            ["SCHEMACLAIMS_Relay__MaxReconnectDelay"] = "00:00:00.500",
        };
        foreach (var (number, address) in upstreams.Index())
            all[$"SCHEMACLAIMS_Store__Upstreams__{number}"] = address;
        return Add(all);
    }

    /// <summary>A subscriber of a sidecar.</summary>
    public Follower Follow(int sidecar, string name, Func<FollowedRelease, bool>? accepts = null, string? zone = null)
    {
        var follower = new Follower(PlaceOf(sidecar).DmsSocket, name, accepts, zone);
        _followers.Add(follower);
        return follower;
    }

    public async Task StartAllAsync()
    {
        for (var sidecar = 0; sidecar < Count; sidecar++)
            await StartAsync(sidecar);
    }

    public async Task StartAsync(int sidecar) =>
        _sidecars[sidecar] = await SidecarProcess.StartAsync(PlaceOf(sidecar), _variables[sidecar]);

    public async Task KillAsync(int sidecar)
    {
        await _sidecars[sidecar]!.KillAsync();
        await _sidecars[sidecar]!.DisposeAsync();
        _sidecars[sidecar] = null;
    }

    /// <summary>Kills the hub and starts it with more to tell.</summary>
    public async Task RestartHubAsync(Dictionary<string, string> variables)
    {
        await KillAsync(0);
        foreach (var (name, value) in variables)
            _variables[0][name] = value;
        await StartAsync(0);
    }

    /// <summary>Publishes at the hub, again while it is away.</summary>
    public async Task<Published> PublishAsync(string mark)
    {
        var core = Samples.Marked(mark);
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await Hub.PublishAsync(core);
            }
            catch (RpcException away) when (attempt < 200 && away.StatusCode is StatusCode.Unavailable or StatusCode.Internal)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(100 * (1 + Random.Shared.NextDouble())));
            }
        }
    }

    /// <summary>Runs a command against a sidecar.</summary>
    public Task<ProgramRun> RunAsync(int sidecar, params string[] arguments) => Tool.RunAsync(PlaceOf(sidecar).Variables, arguments);

    public override string ToString() => string.Join('\n', _sidecars.Select((sidecar, number) => $"== {NameOf(number)}\n{sidecar?.Log}"));

    public async ValueTask DisposeAsync()
    {
        foreach (var follower in _followers)
            await follower.DisposeAsync();
        foreach (var administrator in _administrators)
            administrator.Dispose();
        foreach (var sidecar in _sidecars)
        {
            if (sidecar is not null)
                await sidecar.DisposeAsync();
        }

        _folder.Dispose();
    }

    private int Add(Dictionary<string, string> variables)
    {
        var number = _sidecars.Count;
        _variables.Add(new Dictionary<string, string>(variables) { ["SCHEMACLAIMS_Fleet__Pod"] = NameOf(number) });
        _sidecars.Add(null);
        _administrators.Add(new Administrator(PlaceOf(number).AdminSocket));
        return number;
    }
}
