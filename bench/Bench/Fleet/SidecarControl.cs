using System.Globalization;
using Bench.Rigs;

namespace Bench.Fleet;

/// <summary>Tells the sidecar's process what to do.</summary>
internal sealed class SidecarControl : IDisposable
{
    /// <summary>When the sidecar has given back what it does not need any more.</summary>
    public static readonly TimeSpan UntilRest = TimeSpan.FromSeconds(45);

    private readonly ChildProcess _process;

    private SidecarControl(ChildProcess process) => _process = process;

    public static async Task<SidecarControl> StartAsync(string socket, CancellationToken cancellationToken)
    {
        var control = new SidecarControl(new ChildProcess("Bench", FleetSidecar.Verb, socket));
        await control._process.ReadAsync(FleetSidecar.Ready, cancellationToken);
        return control;
    }

    public async Task<Publication> PublishAsync(CancellationToken cancellationToken)
    {
        var numbers = await AskAsync(FleetSidecar.Publish, cancellationToken);
        return new Publication((ulong)numbers[0], numbers[1], numbers[2]);
    }

    /// <summary>Has it collect, and measures.</summary>
    public Task<MemoryUse> MeasureMemoryAsync(CancellationToken cancellationToken) => MeasureAsync(FleetSidecar.Memory, cancellationToken);

    /// <summary>Leaves it alone until it is at rest, and measures.</summary>
    public async Task<MemoryUse> MeasureMemoryAtRestAsync(CancellationToken cancellationToken)
    {
        await Task.Delay(UntilRest, cancellationToken);
        return await MeasureAsync(FleetSidecar.MemoryAtRest, cancellationToken);
    }

    public void Dispose() => _process.Dispose();

    private async Task<MemoryUse> MeasureAsync(string command, CancellationToken cancellationToken)
    {
        var numbers = await AskAsync(command, cancellationToken);
        return new MemoryUse(numbers[0], numbers[1], numbers[2]);
    }

    private async Task<long[]> AskAsync(string command, CancellationToken cancellationToken)
    {
        await _process.TellAsync(command);
        var answer = await _process.ReadAsync(command, cancellationToken);
        return [.. answer.Split(' ').Skip(1).Select(number => long.Parse(number, CultureInfo.InvariantCulture))];
    }
}
