using EndToEnd.Tests.Support;
using Testing;

namespace EndToEnd.Tests.BadInput;

public sealed class SocketTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly Place _place;

    public SocketTests() => _place = Place.In(_folder.Path);

    private string LongPath => _folder[new string('s', 108)];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Serve_WithASocketPathThatIsTooLong_EndsWith2AndSaysHowLongItMayBe()
    {
        var dms = (await Tool.RunAsync((_place with { Listen = "unix://" + LongPath }).Arguments)).Ended(2);
        var admin = (await Tool.RunAsync((_place with { AdminSocket = LongPath }).Arguments)).Ended(2);

        var message = $"The path of the Unix socket has {LongPath.Length} bytes; the system allows 107. "
            + $"Choose a shorter one than {LongPath}.";
        Assert.Contains(message, dms.Error, StringComparison.Ordinal);
        Assert.Contains(message, admin.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Command_WithASocketPathThatIsTooLong_EndsWith2AndSaysHowLongItMayBe()
    {
        var status = (await Tool.RunAsync("status", "--admin-socket", LongPath)).Ended(2);

        Assert.StartsWith(
            $"The path of the Unix socket has {LongPath.Length} bytes; the system allows 107.", status.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Serve_WithSocketsThatADeadProcessLeft_TakesThem()
    {
        using var administrator = new Administrator(_place.AdminSocket);
        await using var follower = new Follower(_place.DmsSocket);
        await using (var killed = await SidecarProcess.StartAsync(_place))
        {
            await administrator.PublishAsync(Samples.Marked("first"));
            await follower.WaitForAsync(1);
            await killed.KillAsync();
        }

        var left = (await Tool.RunAsync(_place.Variables, "status")).Ended(3);
        await using var sidecar = await SidecarProcess.StartAsync(_place);
        await administrator.PublishAsync(Samples.Marked("second"));
        await follower.WaitForAsync(2);

        Assert.StartsWith($"The sidecar on {_place.AdminSocket} does not answer: ", left.Error, StringComparison.Ordinal);
        Assert.Contains("the socket was left behind; start it again.", left.Error, StringComparison.Ordinal);
        Assert.Empty(follower.Violations);
    }

    [Fact]
    public async Task Serve_OnASocketThatAnotherListensOn_EndsWithOneMessageAndTheFirstGoesOn()
    {
        await using var sidecar = await SidecarProcess.StartAsync(_place);
        await using var follower = new Follower(_place.DmsSocket);
        using var administrator = new Administrator(_place.AdminSocket);
        var second = _place with { Store = _folder["store2"] };

        var dms = (await Tool.RunAsync((second with { AdminSocket = _folder["admin2.sock"] }).Arguments)).Ended(1);
        var admin = (await Tool.RunAsync((second with { Listen = "unix://" + _folder["dms2.sock"] }).Arguments)).Ended(1);

        const string Taken = "The sidecar cannot start: Another process listens on";
        Assert.Equal($"{Taken} {_place.DmsSocket}; stop it or choose another path.", dms.Error.Trim());
        Assert.Equal($"{Taken} {_place.AdminSocket}; stop it or choose another path.", admin.Error.Trim());
        await administrator.PublishAsync(Samples.Marked("first"));
        await follower.WaitForAsync(1);
        Assert.Empty(follower.Endings);
    }

    [Fact]
    public async Task Serve_OnAPathThatIsNoSocket_LeavesItAndSaysSo()
    {
        await File.WriteAllTextAsync(_place.DmsSocket, "precious");
        Directory.CreateDirectory(_place.AdminSocket);

        var file = (await Tool.RunAsync(_place.Arguments)).Ended(1);
        File.Delete(_place.DmsSocket);
        var folder = (await Tool.RunAsync(_place.Arguments)).Ended(1);

        Assert.Equal(
            $"The sidecar cannot start: {_place.DmsSocket} exists and is no socket; remove it or choose another path.", file.Error.Trim());
        Assert.Equal($"The sidecar cannot start: {_place.AdminSocket} is a directory; name a file for the socket.", folder.Error.Trim());
    }

    [Fact]
    public async Task Serve_InAFolderThatIsNotThereYet_MakesIt()
    {
        var place = _place with { Listen = "unix://" + _folder["run/deep/dms.sock"], AdminSocket = _folder["run/admin.sock"] };

        await using var sidecar = await SidecarProcess.StartAsync(place);

        (await Tool.RunAsync(place.Variables, "status")).Ended(0);
    }

    [Fact]
    public async Task Serve_AtAnAddressThatIsNotThisMachines_EndsWithOneMessage()
    {
        // From a block that is kept for documentation (RFC 5737).
        var serve = (await Tool.RunAsync((_place with { Listen = "http://203.0.113.1:5000" }).Arguments)).Ended(1);

        Assert.StartsWith("The sidecar cannot start: ", serve.Error, StringComparison.Ordinal);
        Assert.Single(serve.Error.Trim().Split('\n'));
    }
}
