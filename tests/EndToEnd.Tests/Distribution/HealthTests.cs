using EndToEnd.Tests.Support;
using Grpc.Core;
using Grpc.Health.V1;
using Testing;
using static Grpc.Health.V1.HealthCheckResponse.Types;

namespace EndToEnd.Tests.Distribution;

public sealed class HealthTests : IAsyncLifetime
{
    private const string Service = "schemaclaims.v1.Distribution";

    private readonly TemporaryFolder _folder = new();
    private readonly Place _place;
    private SidecarProcess? _sidecar;

    public HealthTests() => _place = Place.In(_folder.Path);

    private static DateTime Deadline => DateTime.UtcNow.AddMinutes(1);

    public async Task InitializeAsync() => _sidecar = await SidecarProcess.StartAsync(_place);

    public async Task DisposeAsync()
    {
        await _sidecar!.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task Check_BeforeAndAfterTheFirstRelease_TellsWhetherThereIsSomethingToGive()
    {
        foreach (var socket in new[] { _place.DmsSocket, _place.AdminSocket })
        {
            Assert.Equal(ServingStatus.Serving, await CheckAsync(socket, ""));
            Assert.Equal(ServingStatus.NotServing, await CheckAsync(socket, Service));
            var unknown = await Assert.ThrowsAsync<RpcException>(() => CheckAsync(socket, "nosuch"));
            Assert.Equal(new Status(StatusCode.NotFound, "There is no service 'nosuch' here."), unknown.Status);
        }

        await PublishAsync();

        foreach (var socket in new[] { _place.DmsSocket, _place.AdminSocket })
            Assert.Equal(ServingStatus.Serving, await CheckAsync(socket, Service));
    }

    [Fact]
    public async Task Watch_ThroughTheFirstReleaseAndTheStop_TellsEachChangeAndEnds()
    {
        using var channel = Place.Open(_place.DmsSocket);
        using var watch = new Health.HealthClient(channel).Watch(new HealthCheckRequest { Service = Service }, deadline: Deadline);
        Assert.Equal(ServingStatus.NotServing, await NextAsync(watch));

        await PublishAsync();
        Assert.Equal(ServingStatus.Serving, await NextAsync(watch));

        var stopping = _sidecar!.StopAsync();
        Assert.Equal(ServingStatus.NotServing, await NextAsync(watch));
        Assert.False(await watch.ResponseStream.MoveNext(default));
        Assert.Equal(0, await stopping);
    }

    [Fact]
    public async Task Watch_AfterARestart_BeginsWithServing()
    {
        await PublishAsync();
        Assert.Equal(0, await _sidecar!.StopAsync());

        await using var again = await SidecarProcess.StartAsync(_place);

        using var channel = Place.Open(_place.DmsSocket);
        using var watch = new Health.HealthClient(channel).Watch(new HealthCheckRequest { Service = Service }, deadline: Deadline);
        Assert.Equal(ServingStatus.Serving, await NextAsync(watch));
    }

    [PythonFact]
    public async Task Check_ByAnotherImplementation_IsUnderstood()
    {
        var all = await Python.RunAsync("health_probe.py", Probe());
        var distribution = await Python.RunAsync("health_probe.py", Probe("--service", Service));
        var unknown = await Python.RunAsync("health_probe.py", Probe("--service", "nosuch"));

        Assert.Equal("SERVING", all.Ended(0).Output.Trim());
        Assert.Equal("NOT_SERVING", distribution.Ended(1).Output.Trim());
        Assert.Equal("NOT_FOUND: There is no service 'nosuch' here.", unknown.Ended(2).Output.Trim());
    }

    [PythonFact]
    public async Task Watch_ByAnotherImplementation_SeesTheFirstReleaseAndTheStop()
    {
        var probe = Python.Start("health_probe.py", Probe("--service", Service, "--watch", "--count", "3", "--timeout", "60"));
        try
        {
            var lines = new LineLog(probe.StandardOutput, probe.StandardError);
            await lines.WaitForAsync("NOT_SERVING");

            await PublishAsync();
            await lines.WaitForLineAsync("SERVING");

            Assert.Equal(0, await _sidecar!.StopAsync());
            await probe.WaitForExitAsync();
            Assert.Equal("NOT_SERVING\nSERVING\nNOT_SERVING", await lines.ToEndAsync());
        }
        finally
        {
            await ChildProcess.EndAsync(probe);
        }
    }

    private static async Task<ServingStatus> CheckAsync(string socket, string service)
    {
        using var channel = Place.Open(socket);
        return (await new Health.HealthClient(channel).CheckAsync(new HealthCheckRequest { Service = service }, deadline: Deadline)).Status;
    }

    private static async Task<ServingStatus> NextAsync(AsyncServerStreamingCall<HealthCheckResponse> watch)
    {
        Assert.True(await watch.ResponseStream.MoveNext(default));
        return watch.ResponseStream.Current.Status;
    }

    private string[] Probe(params string[] more) =>
        ["--proto", Path.Combine(AppContext.BaseDirectory, "python"), "--target", "unix:" + _place.DmsSocket, .. more];

    private async Task PublishAsync()
    {
        using var administrator = new Administrator(_place.AdminSocket);
        await administrator.PublishAsync(Samples.Marked("first"));
    }
}
