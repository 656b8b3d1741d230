using System.Globalization;

namespace Load.Sampling;

/// <summary>Processor time of processes and of all that they started, what has ended since included.</summary>
internal static class ProcessTreeTime
{
    private const double TicksPerSecond = 100;
    private const int ParentField = 1;
    private const int UserField = 11;
    private const int WaitedForSystemField = 14;

    /// <summary>Seconds so far, of a process and those below it.</summary>
    public static double Of(int processId, string proc = "/proc") => Sum(All(proc), processId) / TicksPerSecond;

    /// <summary>Seconds so far, of those below a process.</summary>
    public static double Below(int processId, string proc = "/proc")
    {
        var all = All(proc);
        return Children(all, processId).Sum(child => Sum(all, child)) / TicksPerSecond;
    }

    private static long Sum(Dictionary<int, (int Parent, long Ticks)> all, int processId) =>
        all.GetValueOrDefault(processId).Ticks + Children(all, processId).Sum(child => Sum(all, child));

    private static IEnumerable<int> Children(Dictionary<int, (int Parent, long Ticks)> all, int processId) =>
        all.Where(process => process.Value.Parent == processId && process.Key != processId).Select(process => process.Key);

    private static Dictionary<int, (int Parent, long Ticks)> All(string proc)
    {
        var all = new Dictionary<int, (int, long)>();
        foreach (var folder in Directory.EnumerateDirectories(proc))
        {
            if (int.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out var id) && Read(folder) is { } process)
                all[id] = process;
        }

        return all;
    }

    private static (int Parent, long Ticks)? Read(string folder)
    {
        try
        {
            // pid (comm) state ppid … utime stime cutime cstime: the name may hold spaces, so count from its end.
            var stat = File.ReadAllText(Path.Combine(folder, "stat"));
            var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
            return (
                int.Parse(fields[ParentField], CultureInfo.InvariantCulture),
                fields[UserField..(WaitedForSystemField + 1)].Sum(ticks => long.Parse(ticks, CultureInfo.InvariantCulture)));
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
