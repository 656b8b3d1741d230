using System.Diagnostics;
using Grpc.Health.V1;

namespace EndToEnd.Tests.Support;

/// <summary>A sidecar that runs as a process of its own.</summary>
internal sealed class SidecarProcess : IAsyncDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    private readonly Process _process;

    private SidecarProcess(Place place, Process process)
    {
        Place = place;
        _process = process;
        Log = new LineLog(process.StandardOutput, process.StandardError);
    }

    public Place Place { get; }

    public int Id => _process.Id;

    public long ResidentBytes
    {
        get
        {
            _process.Refresh();
            return _process.WorkingSet64;
        }
    }

    /// <summary>What it prints.</summary>
    public LineLog Log { get; }

    /// <summary>Starts a sidecar and returns when it says that it serves.</summary>
    /// <exception cref="InvalidOperationException">It ends instead; the message has what it printed.</exception>
    public static async Task<SidecarProcess> StartAsync(Place place, IReadOnlyDictionary<string, string>? variables = null)
    {
        var sidecar = new SidecarProcess(place, Tool.Start(variables ?? new Dictionary<string, string>(), place.Arguments));
        try
        {
            await sidecar.Log.WaitForAsync("Application started");
            await CheckAsync(place.AdminSocket);
            return sidecar;
        }
        catch
        {
            await sidecar.DisposeAsync();
            throw;
        }
    }

    /// <summary>Asks it to stop (SIGTERM) and returns its exit code.</summary>
    public async Task<int> StopAsync()
    {
        ChildProcess.AskToEnd(_process);
        await _process.WaitForExitAsync().WaitAsync(Limit);
        return _process.ExitCode;
    }

    /// <summary>Ends it without warning (SIGKILL).</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync().WaitAsync(Limit);
    }

    /// <summary>Stops it where it stands (SIGSTOP), until <see cref="Thaw"/>.</summary>
    public void Freeze() => ChildProcess.Freeze(_process);

    /// <summary>Lets it go on (SIGCONT).</summary>
    public void Thaw() => ChildProcess.Thaw(_process);

    public async ValueTask DisposeAsync() => await ChildProcess.EndAsync(_process);

    private static async Task CheckAsync(string socket)
    {
        using var channel = Place.Open(socket);
        var answer = await new Health.HealthClient(channel).CheckAsync(new HealthCheckRequest(), deadline: DateTime.UtcNow + Limit);
        Assert.Equal(HealthCheckResponse.Types.ServingStatus.Serving, answer.Status);
    }
}
