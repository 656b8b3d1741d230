using System.Diagnostics;

namespace Load.Sampling;

/// <summary>
/// What others take of the processors: processes that this one did not start, the system's own threads, and the host of a virtual
/// machine. Without it a disturbed window looks like a slow service.
/// </summary>
internal static class OtherProcesses
{
    /// <summary>Seconds so far, of all processors together; null where there is no /proc. Only differences mean something.</summary>
    public static double? Seconds() => MachineSource.Read() is { } machine
        // By the time in which they were idle: that in which they were busy is only looked at every few milliseconds.
        ? (Stopwatch.GetElapsedTime(0).TotalSeconds * machine.Processors) - machine.IdleSeconds - ProcessTreeTime.Of(Environment.ProcessId)
        : null;
}
