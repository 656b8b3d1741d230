using System.Globalization;

namespace Load.Sampling;

/// <summary>Adds up the processor time of a server's processes, so that it keeps growing when sessions end.</summary>
internal sealed class PostgresProcessorTime(string proc = "/proc")
{
    private const double TicksPerSecond = 100;
    private const int UserField = 11;

    private Dictionary<int, long> _before = [];
    private long _total;

    /// <returns>Seconds since the first call; null where the server's processes are not on this machine.</returns>
    public double? Read(IEnumerable<int> processIds)
    {
        var now = new Dictionary<int, long>();
        foreach (var id in processIds)
        {
            if (Ticks(id) is { } ticks)
                now[id] = ticks;
        }

        if (now.Count == 0)
            return null;
        // A process that is new since the last call has worked since then; at the first call all are.
        var isFirst = _before.Count == 0;
        _total += isFirst ? 0 : now.Sum(process => Math.Max(0, process.Value - _before.GetValueOrDefault(process.Key)));
        _before = now;
        return _total / TicksPerSecond;
    }

    private long? Ticks(int id)
    {
        try
        {
            // pid (comm) state … utime stime: the name may hold spaces, so count from its end.
            var stat = File.ReadAllText(Path.Combine(proc, id.ToString(CultureInfo.InvariantCulture), "stat"));
            var end = stat.LastIndexOf(')');
            // A process of the same number may be anybody's when the server is elsewhere.
            if (!stat.AsSpan(0, end).Contains("(postgres", StringComparison.Ordinal))
                return null;
            var fields = stat[(end + 2)..].Split(' ');
            return fields[UserField..(UserField + 2)].Sum(ticks => long.Parse(ticks, CultureInfo.InvariantCulture));
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
