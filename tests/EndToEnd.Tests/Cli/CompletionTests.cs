using EndToEnd.Tests.Support;

namespace EndToEnd.Tests.Cli;

public sealed class CompletionTests
{
    [Theory]
    [InlineData("schema-claims-sidecar st", "status")]
    [InlineData("schema-claims-sidecar claims ", "refresh", "upload", "view")]
    [InlineData("schema-claims-sidecar export --", "--to", "--admin-socket")]
    [InlineData("schema-claims-sidecar completion ", "bash", "fish", "zsh")]
    public async Task Suggestions_ForABeginning_AreWhatMayFollow(string line, params string[] expected)
    {
        var run = (await Tool.RunAsync($"[suggest:{line.Length}]", line)).Ended(0);

        Assert.Empty(expected.Except(run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries)));
    }

    [Fact]
    public async Task Bash_WithTheScript_CompletesACommand()
    {
        const string Ask = """
            eval "$("$1" completion bash)"
            COMP_WORDS=("$1" hist) COMP_CWORD=1 COMP_LINE="schema-claims-sidecar hist" COMP_POINT=26
            _schema_claims_sidecar
            printf '%s\n' "${COMPREPLY[@]}"
            """;

        var run = (await ProgramRun.OfAsync("bash", ["-c", Ask, "bash", Tool.Program])).Ended(0);

        Assert.Equal("history", run.Output.Trim());
        Assert.Empty(run.Error);
    }

    [Theory]
    [InlineData("zsh", "compdef _schema_claims_sidecar")]
    [InlineData("fish", "complete -c schema-claims-sidecar")]
    public async Task Script_OfAShell_IsPrinted(string shell, string line) =>
        Assert.Contains(line, (await Tool.RunAsync("completion", shell)).Ended(0).Output, StringComparison.Ordinal);
}
