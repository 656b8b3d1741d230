using System.Text;

namespace Bench.Reporting;

/// <summary>docs/benchmarks.md: the goals in one table, then a section a benchmark. Sections that were not run stay as they are.</summary>
internal static class BenchmarksPage
{
    private const string SectionStart = "\n## ";

    private const string Preface = """
        # Benchmarks

        Written by the program that measures: `dotnet run -c Release --project bench/Bench -- all --write` (about ten minutes; one name
        instead of `all` replaces that section alone). Nothing here is asserted by a test.

        Machines differ, so every figure stands beside a baseline that was measured in the same run, in turn (A B A B …) after a warm-up,
        and it is the ratio that counts. "p50" is the median and "p99" the 99th percentile (nearest rank). Where the field's real
        documents are at hand (`SCHEMACLAIMS_DATA`), they are the input; otherwise documents of the same size from
        `bench/SchemaGenerator`; each section says which.
        """;

    public static void Update(IReadOnlyCollection<Section> sections)
    {
        var path = FilePath();
        var bodies = File.Exists(path) ? ReadBodies(File.ReadAllText(path)) : [];
        var summaries = File.Exists(path) ? ReadSummaries(File.ReadAllLines(path)) : [];
        foreach (var section in sections)
        {
            bodies[section.Name] = section.ToMarkdown().Trim();
            summaries[section.Name] = [.. section.SummaryLines()];
        }

        File.WriteAllText(path, Render(bodies, summaries));
    }

    private static string Render(Dictionary<string, string> bodies, Dictionary<string, List<string>> summaries)
    {
        var text = new StringBuilder(Preface.ReplaceLineEndings("\n")).Append("\n\n");
        text.Append("| benchmark | what | goal | measured | |\n| --- | --- | --- | --- | --- |\n");
        foreach (var line in Suite.Names.SelectMany(name => summaries.GetValueOrDefault(name, [])))
            text.Append(line).Append('\n');
        foreach (var name in Suite.Names.Where(bodies.ContainsKey))
            text.Append('\n').Append(bodies[name]).Append('\n');
        return text.ToString();
    }

    private static Dictionary<string, string> ReadBodies(string page) => page.Split(SectionStart).Skip(1)
        .Select(body => body.Trim())
        .ToDictionary(body => body[..body.IndexOf(':', StringComparison.Ordinal)], body => $"## {body}");

    private static Dictionary<string, List<string>> ReadSummaries(string[] lines) => Suite.Names.ToDictionary(
        name => name, name => lines.Where(line => line.StartsWith(Section.SummaryPrefix(name), StringComparison.Ordinal)).ToList());

    private static string FilePath()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Sidecar.sln")))
            folder = folder.Parent;
        return folder is null
            ? throw new InvalidOperationException("The repository was not found above the program; --write needs it.")
            : Path.Combine(folder.FullName, "docs", "benchmarks.md");
    }
}
