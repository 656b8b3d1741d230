using Load.Driving;
using Load.Recording;
using Load.Sampling;
using Load.Servers;

namespace Load.Scenarios;

/// <summary>One mode's server in an act: drives slices at it, with a sampler and a look at the versions beside.</summary>
internal sealed class Performance : IAsyncDisposable
{
    private const int ArrivalsSeed = 1;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private static int _slices;

    private readonly LoadedServer _server;
    private readonly Recorder _recorder;
    private readonly TimeProvider _time;
    private readonly Seed _seed;
    private readonly Disturbance _disturbance;
    private readonly ProcessSource? _process;
    private readonly CancellationTokenSource _ending = new();
    private readonly Task _watching;

    private Performance(LoadedServer server, Recorder recorder, Seed seed, TimeProvider time)
    {
        (_server, _recorder, _seed, _time) = (server, recorder, seed, time);
        var versions = new VersionProbe(server, seed, recorder, time);
        _disturbance = new Disturbance(server, versions, recorder, time);
        _process = server.Process is { } process ? new ProcessSource(process.Id, time) : null;
        var sampling = recorder.TakeAsync(new Sampler(_process, server.Postgres, recorder.Drive.Sample, time), _ending.Token);
        _watching = Task.WhenAll(sampling, versions.RunAsync(_ending.Token));
    }

    /// <summary>Begins to record; the server is this one's from now on.</summary>
    public static async Task<Performance> BeginAsync(
        LoadedServer server, Recorder recorder, TimeProvider time, CancellationToken cancellationToken)
    {
        try
        {
            return new Performance(server, recorder, await Seed.ReadAsync(server.Url, cancellationToken), time);
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>Drives a slice to its end, all answers included.</summary>
    public async Task<SliceRecord> RunAsync(Slice slice, CancellationToken cancellationToken)
    {
        var calls = new Mixes(_seed, $"{++_slices}").Of(slice.Mix);
        var users = Enumerable.Range(0, slice.Clients).Select(_ => new VirtualUser(_server.Url, _seed.Token, Patience)).ToArray();
        _recorder.Drive.Users = users;
        try
        {
            var (start, notSent) = (_recorder.Drive.Seconds, _recorder.Drive.NotSent);
            var (sidecar, downloads, others) = (SidecarCpu(), _server.Claims?.Downloads, OtherCpu());
            var disturbing = _disturbance.RunAsync(slice.Situation, slice.Seconds, cancellationToken);
            await DriveAsync(users, calls, slice, cancellationToken);
            await disturbing;
            var record = new SliceRecord
            {
                Slice = slice,
                Phase = slice.Name,
                SidecarCpuSeconds = SidecarCpu() - sidecar,
                OtherCpuSeconds = OtherCpu() - others,
                ClaimsDownloads = _server.Claims?.Downloads - downloads,
                NotSent = _recorder.Drive.NotSent - notSent,
            };
            _recorder.Add(record, start);
            return record;
        }
        finally
        {
            _recorder.Drive.Users = [];
            foreach (var user in users)
                user.Dispose();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _ending.CancelAsync();
        await _watching;
        if (_process is not null)
            await _process.DisposeAsync();
        await _server.DisposeAsync();
        _recorder.Add(_server.Process?.Logged.Exceptions ?? []);
        _ending.Dispose();
    }

    private double? SidecarCpu() => _server.Process is { } process ? ProcessTreeTime.Below(process.Id) : null;

    private double? OtherCpu() => _server.Process is null ? null : OtherProcesses.Seconds();

    private Task DriveAsync(VirtualUser[] users, CallSource calls, Slice slice, CancellationToken cancellationToken)
    {
        var drive = _recorder.Drive;
        return slice.Rate is { } rate
            ? new OpenLoop(drive, _time).RunAsync(
                users, calls, PoissonSchedule.Arrivals(ArrivalsSeed, rate, slice.Seconds), cancellationToken)
            : ClosedLoop.RunAsync(drive, users, calls, slice.Seconds, cancellationToken);
    }
}
