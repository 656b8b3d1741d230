using System.CommandLine;
using SchemaClaimsSidecar.Schema;

namespace SchemaClaimsSidecar.Cli;

/// <summary>The options that name a schema: <c>--core F [--extension F]... [--rules 2025|2026] [--strict]</c>.</summary>
internal sealed class SchemaOptions
{
    private readonly Option<string> _core = new("--core") { Description = "The core ApiSchema document.", Required = true, HelpName = "file" };

    private readonly Option<string[]> _extensions = new("--extension")
    {
        Description = "An extension; may be given several times, and the order counts under the rules of 2025.",
        HelpName = "file",
        DefaultValueFactory = _ => [],
    };

    private readonly Option<string> _rules = new("--rules")
    {
        Description = "Merge and validate as DMS of this year does.",
        DefaultValueFactory = _ => "2026",
    };

    private readonly Option<bool> _strict = new("--strict") { Description = "Take warnings for errors." };

    public SchemaOptions() => _rules.AcceptOnlyFromAmong("2025", "2026");

    public void AddTo(Command command)
    {
        command.Add(_core);
        command.Add(_extensions);
        command.Add(_rules);
        command.Add(_strict);
    }

    /// <exception cref="CliException">A file cannot be read.</exception>
    public SchemaInput Read(ParseResult parsed) => new(
        DocumentFiles.Read(parsed.GetValue(_core)!),
        [.. parsed.GetValue(_extensions)!.Select(DocumentFiles.Read)],
        parsed.GetValue(_rules) == "2025" ? MergeRules.Rules2025 : MergeRules.Rules2026,
        parsed.GetValue(_strict));
}
