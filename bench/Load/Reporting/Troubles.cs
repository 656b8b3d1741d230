using Load.Recording;
using Load.Sampling;

namespace Load.Reporting;

/// <summary>What went wrong in recordings.</summary>
internal static class Troubles
{
    /// <summary>Why requests failed.</summary>
    public static Table Failures(IEnumerable<Run> runs) => new(
        ["mode", "phase", "cause", "of which kind", "requests"],
        [
            .. from run in runs
               from failed in run.Driven?.Failures ?? []
               group failed by (run.Mode, failed.Phase, failed.Cause) into alike
               select (string[])
               [
                   alike.Key.Mode, alike.Key.Phase, alike.Key.Cause,
                   string.Join(", ", alike.Select(failed => $"{failed.Kind} {Format.Number(failed.Count)}")),
                   Format.Number(alike.Sum(failed => failed.Count)),
               ],
        ]);

    /// <summary>Which exceptions the server logged.</summary>
    public static Table ServerExceptions(IEnumerable<Run> runs) => new(
        ["mode", "exception", "times"],
        [
            .. from run in runs
               from logged in run.Driven?.ServerExceptions ?? []
               select (string[])[run.Mode, logged.Text, Format.Number(logged.Count)],
        ]);

    /// <summary>What the database logged as a warning or worse, and its checkpoints.</summary>
    public static Table DatabaseMessages(IEnumerable<Run> runs) => new(
        ["session of", "phase", "message", "times"],
        [
            .. from message in runs.SelectMany(run => run.Driven?.DatabaseMessages ?? []).Distinct()
               select (string[])
               [
                   message.Application.Length == 0 ? "the database" : message.Application, message.Phase ?? "between phases", Text(message),
                   Format.Number(message.Count),
               ],
        ]);

    private static string Text(DatabaseMessage message) => $"{message.Severity} {message.Code} {message.Text}";
}
