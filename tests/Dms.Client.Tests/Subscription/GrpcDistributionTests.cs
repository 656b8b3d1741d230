using Dms.Client.Snapshots;
using Dms.Client.Subscription;
using Dms.Client.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using SchemaClaims.Contracts;
using Testing;
using Outcome = SchemaClaims.V1.ReportRequest.Types.Outcome;

namespace Dms.Client.Tests.Subscription;

/// <summary>The client against a real gRPC server over a Unix socket.</summary>
public sealed class GrpcDistributionTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Socket => _folder["dms.sock"];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Client_OverUnixSocket_AppliesReportsAndSharesObjects()
    {
        var sidecar = new FakeSidecar(new Random(1));
        var parts = TestReleases.SmallParts();
        sidecar.Publish(TestReleases.Publish([.. parts, Part.Of("large", new byte[3_000_000])]));
        await using var server = await GrpcSidecar.StartAsync(sidecar, Socket);
        await using var client = await StartClientAsync();
        await Eventually.IsTrueAsync(() => sidecar.Reports.Any(report => report is { Outcome: Outcome.Applied, Position.Generation: 1 }));
        var first = client.Current;
        var sentBefore = sidecar.SentBytes;
        sidecar.Publish(TestReleases.Publish(parts, 2));
        await Eventually.IsTrueAsync(() => sidecar.Reports.Any(report => report is { Outcome: Outcome.Applied, Position.Generation: 2 }));

        Assert.Equal(sentBefore, sidecar.SentBytes);
        Assert.Same(first.Schema.FindResource("ed-fi", "schools"), client.Current.Schema.FindResource("ed-fi", "schools"));
        await Eventually.IsTrueAsync(() => client.Snapshots.Status is { IsConnected: true, HeartbeatAge: not null, Latest.Generation: 2 });
    }

    [Fact]
    public async Task Client_SidecarStartsLateAndRestarts_FollowsByItself()
    {
        var sidecar = new FakeSidecar(new Random(1));
        var parts = TestReleases.SmallParts();
        sidecar.Publish(TestReleases.Publish(parts));
        await using var client = await StartClientAsync();
        await Eventually.IsTrueAsync(() => client.Log.Has(102));
        await using (await GrpcSidecar.StartAsync(sidecar, Socket))
            Assert.Equal(1, (await client.Snapshots.WaitForFirstAsync().WaitAsync(Patience.Limit)).Release.Generation);

        sidecar.Publish(TestReleases.Publish(parts, 2));
        await Eventually.IsTrueAsync(() => !client.Snapshots.Status.IsConnected);
        Assert.Equal(1, client.Current.Release.Generation);
        await using var restarted = await GrpcSidecar.StartAsync(sidecar, Socket);
        await Eventually.IsTrueAsync(() => client.Current.Release.Generation == 2);
        var request = sidecar.Requests.Last();
        Assert.Equal((1ul, parts.Count), (request.Applied.Generation, request.HeldDigests.Length / Digest.Size));
    }

    [Fact]
    public async Task Client_Stops_EndsItsStreamAtTheServer()
    {
        var sidecar = new FakeSidecar(new Random(1));
        await using var server = await GrpcSidecar.StartAsync(sidecar, Socket);
        var client = await StartClientAsync();
        await Eventually.IsTrueAsync(() => client.Snapshots.Status.IsConnected);
        Assert.Equal(1, sidecar.OpenStreams);
        await client.DisposeAsync();
        await Eventually.IsTrueAsync(() => sidecar.OpenStreams == 0);
    }

    [Fact]
    public async Task Client_Stops_LogsNoFailure()
    {
        var sidecar = new FakeSidecar(new Random(1));
        sidecar.Publish(TestReleases.Publish(TestReleases.SmallParts()));
        await using var server = await GrpcSidecar.StartAsync(sidecar, Socket);
        var client = await StartClientAsync();
        await client.Snapshots.WaitForFirstAsync().WaitAsync(Patience.Limit);
        await client.DisposeAsync();

        Assert.DoesNotContain(client.Log.Entries, entry => entry.Level >= LogLevel.Warning);
    }

    [DataFact]
    public async Task RealSchema_OverUnixSocket_ArrivesWholeAndOneChangedResourceTravelsAlone()
    {
        var sidecar = new FakeSidecar(new Random(1));
        var parts = RealSchema.Parts();
        sidecar.Publish(TestReleases.Publish(parts));
        await using var server = await GrpcSidecar.StartAsync(sidecar, Socket);
        await using var client = await StartClientAsync();
        var first = await client.Snapshots.WaitForFirstAsync().WaitAsync(Patience.Limit);
        Assert.All(parts, part => Assert.True(part.Content.Span.SequenceEqual(first.RawPart(part.Name).Span), part.Name));
        Assert.Equal(340, first.Schema.Core!.Resources.Length);
        var sentBefore = sidecar.SentBytes;

        var core = RealSchema.Core();
        core["projectSchema"]!["resourceSchemas"]!["students"]!["allowIdentityUpdates"] = true;
        var students = SchemaSplitter.Split(core).Single(part => part.Name == "resource/ed-fi/students");
        sidecar.Publish(TestReleases.Publish([.. parts.Where(part => part.Name != students.Name), students], 2));
        await Eventually.IsTrueAsync(() => client.Current.Release.Generation == 2);

        Assert.Equal(students.Content.Length, sidecar.SentBytes - sentBefore);
        foreach (var resource in client.Current.Schema.Projects.SelectMany(project => project.Resources))
        {
            var before = first.Schema.FindProject(resource.ProjectEndpointName)!.Resources.Single(other => other.EndpointName == resource.EndpointName);
            Assert.Equal($"{resource}" == "ed-fi/students", before != resource);
        }
    }

    private async Task<ClientHost> StartClientAsync()
    {
        var client = new ClientHost(
            options =>
            {
                options.Address = $"unix://{Socket}";
                (options.ReconnectDelay, options.MaxReconnectDelay) = (TimeSpan.FromMilliseconds(10), TimeSpan.FromMilliseconds(50));
            },
            build: builder => builder.Services.AddSingleton<IDistribution>(
                provider => new GrpcDistribution(
                    provider.GetRequiredService<IOptions<DmsSnapshotsOptions>>(),
                    provider.GetRequiredService<ILogger<GrpcDistribution>>())),
            time: TimeProvider.System);
        await client.StartAsync();
        return client;
    }
}
