using System.Globalization;

namespace Load.Sampling;

/// <summary>Reads the machine from /proc/stat.</summary>
internal static class MachineSource
{
    private const string Path = "/proc/stat";
    private const double TicksPerSecond = 100;

    /// <returns>Null where there is no /proc.</returns>
    public static MachineSample? Read() => File.Exists(Path) ? Parse(File.ReadAllLines(Path)) : null;

    internal static MachineSample Parse(string[] lines)
    {
        // cpu user nice system idle iowait irq softirq steal …
        var ticks = lines[0].Split(' ', StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(Number).ToArray();
        var running = lines.Single(line => line.StartsWith("procs_running ", StringComparison.Ordinal));
        return new MachineSample
        {
            Processors = lines.Count(line => line.StartsWith("cpu", StringComparison.Ordinal)) - 1,
            BusySeconds = (ticks[0] + ticks[1] + ticks[2] + ticks[5] + ticks[6]) / TicksPerSecond,
            IdleSeconds = (ticks[3] + ticks[4]) / TicksPerSecond,
            StealSeconds = ticks[7] / TicksPerSecond,
            RunQueue = (int)Number(running.Split(' ')[1]),
        };
    }

    private static long Number(string text) => long.Parse(text, CultureInfo.InvariantCulture);
}
