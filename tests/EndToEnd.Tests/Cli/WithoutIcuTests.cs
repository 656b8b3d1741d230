using EndToEnd.Tests.Support;
using Testing;

namespace EndToEnd.Tests.Cli;

/// <summary>.NET told to do without ICU sorts claims otherwise than the Configuration Service, without a word.</summary>
public sealed class WithoutIcuTests : IDisposable
{
    private const string Native = "A native program is told when it is compiled what to do without.";

    private static readonly Dictionary<string, string> WithoutIcu = new() { ["DOTNET_SYSTEM_GLOBALIZATION_INVARIANT"] = "true" };

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [BuiltProgramFact(Native)]
    public async Task Serve_WithoutIcu_IsRefusedAndLeavesNothing()
    {
        var serve = (await Tool.RunAsync(
            WithoutIcu, "serve", "--store", _folder["store"], "--listen", $"unix://{_folder["dms.sock"]}", "--admin-socket", _folder["admin.sock"])).Ended(1);

        Assert.Contains("without ICU", serve.Error, StringComparison.Ordinal);
        Assert.Contains("-extra", serve.Error, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFileSystemEntries(_folder.Path));
    }

    [BuiltProgramFact(Native)]
    public async Task CompileOfClaims_WithoutIcu_IsRefusedAndWritesNothing()
    {
        var compile = (await Tool.RunAsync(WithoutIcu, "claims", "compile", Samples.Claims, "--to", _folder["claims.json"])).Ended(1);

        Assert.Contains("without ICU", compile.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(_folder["claims.json"]));
    }
}
