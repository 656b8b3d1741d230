using System.Text;

namespace Bench.Reporting;

/// <summary>What one benchmark has to say.</summary>
/// <param name="Name">The benchmark, as the command line calls it.</param>
/// <param name="Title">What it measures, in a line.</param>
/// <param name="About">What is measured and against what.</param>
/// <param name="Verdicts">The goals.</param>
/// <param name="Tables">The figures.</param>
internal sealed record Section(string Name, string Title, string About, IReadOnlyList<Verdict> Verdicts, IReadOnlyList<Table> Tables)
{
    public string Heading => $"{Name}: {Title}";

    /// <summary>Everything, its heading included.</summary>
    public string ToMarkdown() => $"## {Heading}\n\n{ToBody()}";

    public string ToBody()
    {
        var text = new StringBuilder(About.ReplaceLineEndings("\n").Trim()).Append("\n\n");
        foreach (var table in Tables)
            text.Append(table).Append('\n');
        foreach (var missed in Verdicts.Where(verdict => !verdict.IsMet))
            text.Append($"Missed: {missed.What}. {missed.WhenMissed}\n\n");
        return text.Append($"`dotnet run -c Release --project bench/Bench -- {Name}` · {Machine.Words}\n").ToString();
    }

    /// <summary>Its lines in the table of all goals.</summary>
    public IEnumerable<string> SummaryLines() => Verdicts.Select(verdict =>
        $"{SummaryPrefix(Name)} {verdict.What} | {verdict.Goal} | {verdict.Figure} | {verdict.Result} |");

    /// <summary>How its lines in the table of all goals begin.</summary>
    public static string SummaryPrefix(string name) => $"| {name} |";
}
