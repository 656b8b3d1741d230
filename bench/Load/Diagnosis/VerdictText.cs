using System.Text.Json;
using static System.FormattableString;

namespace Load.Diagnosis;

/// <summary>Verdicts for people.</summary>
internal static class VerdictText
{
    private const int NameWidth = 46;
    private const double LeastShown = 0.005;

    public static void Write(TextWriter output, Diagnosed diagnosed)
    {
        var verdict = diagnosed.Verdict;
        output.WriteLine(Invariant($"{diagnosed.Subject}: {NameOf(verdict.Cause)} ({verdict.Samples} samples, {verdict.Seconds:0.0} s)"));
        output.WriteLine("  " + verdict.Summary);
        WriteList(output, "Where the requests are", verdict.Places
            .Where(place => place.Requests >= LeastShown)
            .Select(place => Invariant($"{place.Name,-NameWidth} {place.Requests,10:0.00}  {place.Share,6:P0}")));
        WriteList(output, "Evidence", verdict.Evidence.Select(one => Invariant($"{one.Name,-NameWidth} {one.Value,10:0.00} {one.Unit}")));
        WriteList(output, "Try next", verdict.TryNext);
        WriteList(output, "Also seen", verdict.AlsoSeen.Select(NameOf));
        WriteList(output, "Not seen", verdict.NotSeen);
    }

    /// <summary>Such as client-limited.</summary>
    public static string NameOf(Cause cause) => JsonNamingPolicy.KebabCaseLower.ConvertName(cause.ToString());

    private static void WriteList(TextWriter output, string title, IEnumerable<string> lines)
    {
        var all = lines.ToArray();
        if (all.Length == 0)
            return;
        output.WriteLine("  " + title);
        foreach (var line in all)
            output.WriteLine("    " + line.TrimEnd());
    }
}
