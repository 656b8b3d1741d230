using System.Globalization;

namespace Load.Recording;

/// <summary>A line of the log of a database whose prefix is <see cref="Prefix"/>.</summary>
/// <param name="UnixSeconds">When.</param>
/// <param name="Application">Whose session it was; empty for the database's own processes.</param>
/// <param name="Code">The SQLSTATE.</param>
/// <param name="Severity">Such as ERROR, or DETAIL of the line before.</param>
/// <param name="Text">What it says.</param>
internal sealed record LoggedLine(double UnixSeconds, string Application, string Code, string Severity, string Text)
{
    /// <summary>The setting <c>log_line_prefix</c>.</summary>
    public const string Prefix = "%n|%a|%e|";

    private const int Fields = 4;
    private const string AfterSeverity = ":  ";
    private const string Checkpoint = "checkpoint starting";

    private static readonly string[] Grave = ["WARNING", "ERROR", "FATAL", "PANIC"];

    /// <summary>Whether it is a warning or worse, or says that the database begins to write all that has changed.</summary>
    public bool IsNotable => Grave.Contains(Severity) || Text.StartsWith(Checkpoint, StringComparison.Ordinal);

    /// <returns>Null for what is no such line, as when a statement has several.</returns>
    public static LoggedLine? Parse(string line)
    {
        var fields = line.Split('|', Fields);
        if (fields.Length < Fields || !double.TryParse(fields[0], CultureInfo.InvariantCulture, out var seconds))
            return null;
        var end = fields[^1].IndexOf(AfterSeverity, StringComparison.Ordinal);
        return end < 0
            ? null
            : new LoggedLine(seconds, fields[1], fields[2], fields[^1][..end], fields[^1][(end + AfterSeverity.Length)..]);
    }
}
