using EndToEnd.Tests.Support;
using Testing;

namespace EndToEnd.Tests.Cli;

public sealed class CommandLineTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Help_IsNoError()
    {
        var help = (await Tool.RunAsync("--help")).Ended(0);

        Assert.All(
            ["serve", "upload", "compile", "status", "history", "verify"],
            command => Assert.Contains($"  {command}", help.Output, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("Required command was not provided.")]
    [InlineData("'nosuch'", "nosuch")]
    [InlineData("'--core' is required", "upload")]
    [InlineData("'--core' is required", "upload", "--extension", "arts.json")]
    [InlineData("'--to' is required", "compile", "--core", "core.json")]
    [InlineData("'2024'", "compile", "--core", "core.json", "--to", "to", "--rules", "2024")]
    [InlineData("'soon' is no duration for --wait", "upload", "--core", "core.json", "--wait", "soon")]
    [InlineData("'xml'", "status", "-o", "xml")]
    [InlineData("'many'", "history", "--limit", "many")]
    public async Task CommandLine_ThatCannotBeUnderstood_EndsWith2AndSaysWhy(string message, params string[] arguments)
    {
        var run = (await Tool.RunAsync(arguments)).Ended(2);

        Assert.Contains(message, run.Error, StringComparison.Ordinal);
        Assert.EndsWith("See --help.", run.Error.TrimEnd(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("status")]
    [InlineData("history")]
    [InlineData("verify")]
    [InlineData("upload")]
    public async Task Command_WithoutASidecar_EndsWith3AndNamesTheSocket(string command)
    {
        var socket = _folder["nobody.sock"];

        var run = await Tool.RunAsync([command, "--admin-socket", socket, .. command == "upload" ? new[] { "--core", Samples.Core } : []]);

        Assert.StartsWith($"No sidecar listens on {socket}: the file does not exist.", run.Ended(3).Error, StringComparison.Ordinal);
    }
}
