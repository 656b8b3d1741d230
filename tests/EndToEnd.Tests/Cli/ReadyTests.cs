using EndToEnd.Tests.Support;
using Testing;

namespace EndToEnd.Tests.Cli;

public sealed class ReadyTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly Place _place;

    public ReadyTests() => _place = Place.In(_folder.Path);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Ready_WithoutASidecar_EndsWith3()
    {
        var run = await RunAsync();

        Assert.StartsWith($"No sidecar listens on {_place.AdminSocket}", run.Ended(3).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ready_BeforeAndAfterTheFirstRelease_EndsWith1AndWith0()
    {
        await using var sidecar = await SidecarProcess.StartAsync(_place);
        Assert.StartsWith("The sidecar has no release for DMS yet", (await RunAsync()).Ended(1).Error, StringComparison.Ordinal);

        await PublishAsync();

        Assert.Equal("", (await RunAsync()).Ended(0).Output);
    }

    [Fact]
    public async Task Ready_ThatWaits_EndsWithTheFirstRelease()
    {
        var waiting = RunAsync("--wait", "50s");
        await using var sidecar = await SidecarProcess.StartAsync(_place);
        await PublishAsync();

        (await waiting).Ended(0);
    }

    [Fact]
    public async Task Ready_ThatWaitsInVain_SaysWhatIsMissing()
    {
        await using var sidecar = await SidecarProcess.StartAsync(_place);

        Assert.StartsWith("The sidecar has no release", (await RunAsync("--wait", "600ms")).Ended(1).Error, StringComparison.Ordinal);
    }

    private Task<ProgramRun> RunAsync(params string[] more) => Tool.RunAsync(_place.Variables, ["ready", .. more]);

    private async Task PublishAsync()
    {
        using var administrator = new Administrator(_place.AdminSocket);
        await administrator.PublishAsync(Samples.Marked("first"));
    }
}
