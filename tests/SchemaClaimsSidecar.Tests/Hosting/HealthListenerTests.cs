using Grpc.Core;
using Grpc.Health.V1;
using Grpc.Net.Client;
using Microsoft.Extensions.Options;
using SchemaClaims.V1;
using SchemaClaimsSidecar.Tests.Access;
using Testing;
using static Grpc.Health.V1.HealthCheckResponse.Types;

namespace SchemaClaimsSidecar.Tests.Hosting;

/// <summary>The listener for probes that cannot reach a Unix socket.</summary>
public sealed class HealthListenerTests
{
    private static DateTime Deadline => DateTime.UtcNow.AddMinutes(1);

    [Fact]
    public async Task Health_AskedByAnybody_TellsThatTheProcessRunsAndThatThereIsNothingToGive()
    {
        await using var sidecar = await StartAsync();
        using var channel = GrpcChannel.ForAddress(sidecar.Management.ToString());
        var health = new Health.HealthClient(channel);

        Assert.Equal(ServingStatus.Serving, (await health.CheckAsync(new HealthCheckRequest(), deadline: Deadline)).Status);
        var distribution = new HealthCheckRequest { Service = "schemaclaims.v1.Distribution" };
        Assert.Equal(ServingStatus.NotServing, (await health.CheckAsync(distribution, deadline: Deadline)).Status);
    }

    [Fact]
    public async Task Health_AskedForMore_HasNeitherAdministrationNorDistribution()
    {
        await using var sidecar = await StartAsync();
        using var channel = GrpcChannel.ForAddress(sidecar.Management.ToString());

        var read = await Assert.ThrowsAsync<RpcException>(() =>
            new Admin.AdminClient(channel).ListSubscribersAsync(new(), deadline: Deadline).ResponseAsync);
        var report = await Assert.ThrowsAsync<RpcException>(() =>
            new SchemaClaims.V1.Distribution.DistributionClient(channel).ReportAsync(new(), deadline: Deadline).ResponseAsync);

        Assert.Equal(StatusCode.Unimplemented, read.StatusCode);
        Assert.Equal(StatusCode.Unimplemented, report.StatusCode);
    }

    [Fact]
    public async Task Health_WithoutADatabase_TellsThatTheProcessRuns()
    {
        const string Nowhere = "Host=127.0.0.1;Port=1;Username=nobody;Database=none";
        await using var sidecar = await ManagedSidecar.StartAsync(
            new TemporaryFolder(), ("Listen:Management", ""), ("Listen:Health", "http://127.0.0.1:0"),
            ("Store:Kind", "Postgres"), ("Store:Postgres:ConnectionString", Nowhere));
        using var channel = GrpcChannel.ForAddress(sidecar.Management.ToString());

        var alive = await new Health.HealthClient(channel).CheckAsync(new HealthCheckRequest(), deadline: Deadline);

        Assert.Equal(ServingStatus.Serving, alive.Status);
    }

    [Theory]
    [InlineData("unix:///run/health.sock")]
    [InlineData("https://0.0.0.0:8082")]
    [InlineData("8082")]
    public async Task Health_AtWhatIsNoPort_IsRefusedAtTheStart(string address)
    {
        var refused = await Assert.ThrowsAsync<OptionsValidationException>(() => StartAsync(address));

        Assert.Contains($"Listen:Health is '{address}'", refused.Message, StringComparison.Ordinal);
    }

    private static Task<ManagedSidecar> StartAsync(string address = "http://127.0.0.1:0") =>
        ManagedSidecar.StartAsync(new TemporaryFolder(), ("Listen:Management", ""), ("Listen:Health", address));
}
