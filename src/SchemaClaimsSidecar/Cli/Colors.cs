
namespace SchemaClaimsSidecar.Cli;

/// <summary>Colours, where a person looks at a terminal and has not said <c>NO_COLOR</c> (no-color.org).</summary>
internal sealed class Colors(bool areOn)
{
    private const string Reset = "\e[0m";

    /// <summary>Of standard output, or of standard error.</summary>
    public static Colors Of(bool isTerminal) =>
        new(isTerminal && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR")));

    /// <summary>Paints a cell that is a state, and leaves any other as it is.</summary>
    public string State(string cell) => !areOn ? cell : cell.TrimEnd() switch
    {
        "SYNCED" => $"\e[32m{cell}{Reset}",
        "BEHIND" or "HELD" => $"\e[33m{cell}{Reset}",
        "REJECTED" => $"\e[1;31m{cell}{Reset}",
        "SILENT" => $"\e[31m{cell}{Reset}",
        _ => cell,
    };

    /// <summary>Paints a line that calls for somebody.</summary>
    public string Alarm(string line) => areOn ? $"\e[1;31m{line}{Reset}" : line;
}
