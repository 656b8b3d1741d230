using System.Globalization;

namespace Load.Servers;

/// <summary>Processor time of a process's children: that of the sidecar, which a server starts beside itself.</summary>
internal static class ChildProcessorTime
{
    private const double TicksPerSecond = 100;
    private const int ParentField = 1;
    private const int UserField = 11;

    /// <summary>Seconds so far; 0 without children.</summary>
    public static double Of(int processId) => Directory.EnumerateDirectories("/proc")
        .Select(Path.GetFileName)
        .Where(name => int.TryParse(name, CultureInfo.InvariantCulture, out _))
        .Sum(name => Ticks(name!, processId)) / TicksPerSecond;

    private static long Ticks(string name, int parent)
    {
        try
        {
            // pid (comm) state ppid … utime stime: the name may hold spaces, so count from its end.
            var stat = File.ReadAllText($"/proc/{name}/stat");
            var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
            return fields[ParentField] == parent.ToString(CultureInfo.InvariantCulture)
                ? fields[UserField..(UserField + 2)].Sum(ticks => long.Parse(ticks, CultureInfo.InvariantCulture))
                : 0;
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return 0;
        }
    }
}
