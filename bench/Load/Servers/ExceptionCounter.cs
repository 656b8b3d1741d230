using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using Load.Recording;

namespace Load.Servers;

/// <summary>Counts the exceptions in what a server writes; the stacks would be too much of it.</summary>
internal sealed partial class ExceptionCounter
{
    private readonly ConcurrentDictionary<string, int> _counts = new();

    /// <summary>So far, the most frequent first.</summary>
    public IReadOnlyList<LoggedException> Exceptions =>
    [
        .. _counts.OrderByDescending(entry => entry.Value).ThenBy(entry => entry.Key, StringComparer.Ordinal)
            .Select(entry => new LoggedException(entry.Key, entry.Value)),
    ];

    public void Take(string line)
    {
        if (Exception().Match(line) is { Success: true } match)
            _counts.AddOrUpdate(Port().Replace(match.Groups["text"].Value, "$1"), 1, (_, count) => count + 1);
    }

    // Each service has another one.
    [GeneratedRegex(@"(127\.0\.0\.1):\d+")]
    private static partial Regex Port();

    [GeneratedRegex(@"^\s+(---> )?(?<text>[\w.]+Exception\b.*)$")]
    private static partial Regex Exception();
}
