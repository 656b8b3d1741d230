using System.CommandLine;
using SchemaClaimsSidecar.Claims;

namespace SchemaClaimsSidecar.Cli.Claims;

/// <summary>What names claims on a command line: <c>FILE [--fragment F]...</c>.</summary>
internal sealed class ClaimsDocumentOptions
{
    private readonly Argument<string> _document = new("file") { Description = "The claims document." };

    private readonly Option<string[]> _fragments = new("--fragment")
    {
        Description = "A claim-set fragment; may be given several times. Applied in the order given; the Configuration Service goes by path.",
        HelpName = "file",
        DefaultValueFactory = _ => [],
    };

    public void AddTo(Command command)
    {
        command.Add(_document);
        command.Add(_fragments);
    }

    /// <exception cref="CliException">A file cannot be read.</exception>
    public ClaimsInput Read(ParseResult parsed) => new(
        DocumentFiles.Read(parsed.GetValue(_document)!),
        [.. parsed.GetValue(_fragments)!.Select(DocumentFiles.Read)]);
}
