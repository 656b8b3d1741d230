using Load.Sampling;

namespace Load.Recording;

/// <summary>The log of the database of a recording.</summary>
internal static class DatabaseLog
{
    /// <summary>Its name in the folder.</summary>
    public const string FileName = "postgres.log";

    /// <summary>The messages of one application, and those of the database's own processes, since a recording began.</summary>
    public static IReadOnlyList<DatabaseMessage> Messages(
        IEnumerable<string> log, string application, DateTimeOffset began, IReadOnlyList<Phase> phases) =>
    [
        .. from line in log.Select(LoggedLine.Parse).OfType<LoggedLine>()
           let seconds = line.UnixSeconds - (began.ToUnixTimeMilliseconds() / 1e3)
           where line.IsNotable && seconds >= 0 && (line.Application.Length == 0 || line.Application == application)
           let phase = phases.FirstOrDefault(phase => phase.StartSeconds <= seconds && seconds <= phase.EndSeconds)?.Name
           group line by (line.Application, line.Severity, line.Code, line.Text, phase) into alike
           select new DatabaseMessage(
               alike.Key.Application, alike.Key.Severity, alike.Key.Code, alike.Key.Text, alike.Key.phase, alike.Count()),
    ];

    public static Task WriteAsync(string folder, IEnumerable<string> log, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(folder);
        return File.WriteAllLinesAsync(Path.Combine(folder, FileName), log, cancellationToken);
    }
}
