using System.Globalization;
using Bench.Rigs;

namespace Bench.Fleet;

/// <summary>Tells the sidecar's process what to do.</summary>
internal sealed class SidecarControl : IDisposable
{
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

    public async Task<MemoryUse> MeasureMemoryAsync(CancellationToken cancellationToken)
    {
        var numbers = await AskAsync(FleetSidecar.Memory, cancellationToken);
        return new MemoryUse(numbers[0], numbers[1], numbers[2]);
    }

    public void Dispose() => _process.Dispose();

    private async Task<long[]> AskAsync(string command, CancellationToken cancellationToken)
    {
        await _process.TellAsync(command);
        var answer = await _process.ReadAsync(command, cancellationToken);
        return [.. answer.Split(' ').Skip(1).Select(number => long.Parse(number, CultureInfo.InvariantCulture))];
    }
}
