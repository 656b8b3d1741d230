using System.Diagnostics;

namespace SchemaClaimsSidecar.Cli;

/// <summary>Shows on a terminal how far something has come, once it lasts over a second.</summary>
internal sealed class ProgressBar(TextWriter output, bool isTerminal)
{
    private const int Width = 30;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(100);

    private readonly Stopwatch _watch = Stopwatch.StartNew();
    private TimeSpan _next = Patience;
    private int _shown;

    public void Show(string what, long done, long total)
    {
        if (!isTerminal || _watch.Elapsed < _next)
            return;
        _next = _watch.Elapsed + Interval;
        var share = total == 0 ? 1 : Math.Clamp((double)done / total, 0, 1);
        var filled = (int)(share * Width);
        var line = $"  [{new string('#', filled)}{new string('.', Width - filled)}] {(int)(100 * share),3} % {what}";
        output.Write("\r" + line.PadRight(_shown));
        _shown = line.Length;
    }

    /// <summary>Takes the bar away.</summary>
    public void End()
    {
        if (_shown > 0)
            output.Write("\r" + new string(' ', _shown) + "\r");
        _shown = 0;
    }
}
