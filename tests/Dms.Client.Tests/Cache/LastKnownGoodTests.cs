using Dms.Client.Cache;
using Dms.Client.Snapshots;
using Dms.Client.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using SchemaClaims.Contracts;
using SchemaClaims.V1;
using Testing;
using Part = SchemaClaims.Contracts.Part;

namespace Dms.Client.Tests.Cache;

public sealed class LastKnownGoodTests : IDisposable
{
    private static readonly IReadOnlyList<Part> Parts = TestReleases.SmallParts();
    private readonly TemporaryFolder _folder = new();

    private string Folder => _folder["lkg"];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Start_WithNothingElseThere_ServesTheLastKnownGood()
    {
        await KeepAsync(TestReleases.Publish(Parts, 7, reason: "why"));
        await using var client = await StartAsync(configure: options => options.Address = "http://127.0.0.1:1");

        Assert.Equal(7, client.Current.Release.Generation);
        Assert.Equal("why", client.Current.Release.Reason);
        Assert.NotNull(client.Current.Schema.FindResource("ed-fi", "schools"));
        Assert.All(Parts, part => Assert.True(part.Content.Span.SequenceEqual(client.Current.RawPart(part.Name).Span)));
        Assert.True(client.Log.Has(300));
    }

    [Fact]
    public async Task Start_WithLastKnownGood_ReportsItAndAsksOnlyForWhatIsNew()
    {
        await KeepAsync(TestReleases.Publish(Parts, 7));
        await using var client = await StartAsync();
        var report = await client.Sidecar.NextReportAsync();
        Assert.Equal((ReportRequest.Types.Outcome.Applied, 7ul, 7ul), (report.Outcome, report.Position.Generation, report.Running.Generation));
        var stream = await client.Sidecar.NextStreamAsync();
        Assert.Equal(7ul, stream.Request.Applied.Generation);
        Assert.Equal(Parts.Select(part => part.Digest).ToHashSet(), stream.HeldDigests);
        var before = client.Current;
        await client.ApplyAsync(stream, TestReleases.Publish([.. Parts, Part.Of("new", new byte[1])], 8), stream.HeldDigests);

        Assert.Same(before.Schema.FindResource("ed-fi", "schools"), client.Current.Schema.FindResource("ed-fi", "schools"));
    }

    [Fact]
    public async Task Start_WithProjections_ServesThemAndAsksNoGate()
    {
        await KeepAsync(TestReleases.Publish(Parts, 7));
        await using var client = await StartAsync(builder => builder
            .AddResourceProjection(resource => $"{resource}")
            .AddGate(new ClosedGate()));

        Assert.Equal("ed-fi/schools", client.Current.Get<string>(client.Current.Schema.FindResource("ed-fi", "schools")!));
    }

    [Fact]
    public async Task Releases_InSequence_LeaveTheLatest()
    {
        await using (var client = await StartAsync())
        {
            var stream = await client.ApplyFirstAsync(TestReleases.Publish(Parts));
            for (var generation = 2; generation <= 5; generation++)
                await client.ApplyAsync(stream, TestReleases.Publish(Parts, generation), Parts.Select(part => part.Digest).ToHashSet());
            await Eventually.IsTrueAsync(() => KeptGeneration() == 5);
        }

        Assert.Equal(["last-known-good.pack"], Directory.GetFiles(Folder).Select(Path.GetFileName));
    }

    [Fact]
    public async Task Releases_WithinTheDelay_AreWrittenOnceAfterIt()
    {
        await using var client = await StartAsync(configure: options => options.LastKnownGoodDelay = TimeSpan.FromMinutes(10));
        var stream = await client.ApplyFirstAsync(TestReleases.Publish(Parts));
        await client.ApplyAsync(stream, TestReleases.Publish(Parts, 2), Parts.Select(part => part.Digest).ToHashSet());
        Assert.Null(KeptGeneration());

        await client.AdvanceUntilAsync(() => KeptGeneration() is not null, TimeSpan.FromSeconds(10));

        Assert.Equal(2, KeptGeneration());
    }

    [Fact]
    public async Task Stop_WithinTheDelay_WritesAtOnce()
    {
        await using (var client = await StartAsync(configure: options => options.LastKnownGoodDelay = TimeSpan.FromMinutes(10)))
            await client.ApplyFirstAsync(TestReleases.Publish(Parts, 3));

        Assert.Equal(3, KeptGeneration());
    }

    [Fact]
    public async Task RejectedRelease_DoesNotTouchTheFile()
    {
        await KeepAsync(TestReleases.Publish(Parts, 7));
        var before = File.ReadAllBytes(LastKnownGoodFile.PathIn(Folder));
        await using var client = await StartAsync();
        await client.Sidecar.NextReportAsync();
        (await client.Sidecar.NextStreamAsync()).SendRelease(TestReleases.Publish([Part.Of(PartNames.Claims, "{}"u8.ToArray())], 8));
        await client.Sidecar.NextReportAsync();

        Assert.Equal(before, File.ReadAllBytes(LastKnownGoodFile.PathIn(Folder)));
    }

    [Fact]
    public async Task File_AnyByteDamaged_IsNeverServed()
    {
        await KeepAsync(TestReleases.Publish(Parts, 7));
        var sound = File.ReadAllBytes(LastKnownGoodFile.PathIn(Folder));
        const int Seed = 20260101;
        var random = new Random(Seed);
        for (var i = 0; i < 20; i++)
        {
            var damaged = (byte[])sound.Clone();
            var at = random.Next(damaged.Length);
            damaged[at] ^= (byte)(1 << random.Next(8));
            File.WriteAllBytes(LastKnownGoodFile.PathIn(Folder), i % 2 == 0 ? damaged : sound[..at]);
            await using var client = await StartAsync();

            Assert.False(client.Snapshots.TryGetCurrent(out _), $"Seed {Seed}, round {i}, byte {at}.");
            Assert.True(client.Log.Has(302));
            Assert.Contains("last-known-good.pack", client.Snapshots.Status.LastKnownGoodError, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task File_Damaged_IsShownInHealthAndWrittenAnew()
    {
        Directory.CreateDirectory(Folder);
        File.WriteAllText(LastKnownGoodFile.PathIn(Folder), "no pack");
        await using var client = await StartAsync();
        await client.ApplyFirstAsync(TestReleases.Publish(Parts));

        await Eventually.IsTrueAsync(() => client.Snapshots.Status.LastKnownGoodError is null);
        Assert.Equal(1, KeptGeneration());
        Assert.Equal(HealthStatus.Healthy, (await client.HealthAsync()).Status);
    }

    [Fact]
    public async Task File_OfAReleaseThatAProjectionRefuses_IsNotServed()
    {
        await KeepAsync(TestReleases.Publish(Parts, 7));
        await using var client = await StartAsync(builder => builder.AddResourceProjection<string>(_ => throw new InvalidOperationException("cannot")));

        Assert.False(client.Snapshots.TryGetCurrent(out _));
        Assert.Contains("cannot", client.Snapshots.Status.LastKnownGoodError, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Folder_Absent_IsNoProblem()
    {
        await using var client = await StartAsync();

        Assert.Null(client.Snapshots.Status.LastKnownGoodError);
        Assert.True(client.Log.Has(301));
    }

    [Fact]
    public async Task Folder_NotWritable_IsShownAndServingGoesOn()
    {
        File.WriteAllText(Folder, "a file where the folder should be");
        await using var client = await StartAsync();
        var stream = await client.ApplyFirstAsync(TestReleases.Publish(Parts));
        await Eventually.IsTrueAsync(() => client.Log.Has(303));

        var health = await client.HealthAsync();
        Assert.Equal(HealthStatus.Degraded, health.Status);
        Assert.Contains("Last known good", health.Description, StringComparison.Ordinal);
        await client.ApplyAsync(stream, TestReleases.Publish(Parts, 2), Parts.Select(part => part.Digest).ToHashSet());
    }

    [Fact]
    public async Task File_LeftUnfinishedByACrash_IsDeleted()
    {
        await KeepAsync(TestReleases.Publish(Parts, 7));
        File.WriteAllText(Path.Combine(Folder, "last-known-good.pack.1.tmp"), "torn");
        await using var client = await StartAsync();

        Assert.Equal(7, client.Current.Release.Generation);
        Assert.Single(Directory.GetFiles(Folder));
    }

    private Task<ClientHost> StartAsync(Action<IDmsSnapshotsBuilder>? build = null, Action<DmsSnapshotsOptions>? configure = null) =>
        ClientHost.StartAsync(
            options =>
            {
                options.LastKnownGoodFolder = Folder;
                options.LastKnownGoodDelay = TimeSpan.Zero;
                configure?.Invoke(options);
            },
            build);

    private async Task KeepAsync(PublishedRelease release)
    {
        await using var client = await StartAsync();
        await client.ApplyFirstAsync(release);
        await Eventually.IsTrueAsync(() => KeptGeneration() == release.Position.Generation);
    }

    private long? KeptGeneration() =>
        File.Exists(LastKnownGoodFile.PathIn(Folder)) ? LastKnownGoodFile.Read(Folder, 0).Release.Record.Generation : null;

    private sealed class ClosedGate : Dms.Client.Gates.ISnapshotGate
    {
        public string Name => "closed";

        public ValueTask<Dms.Client.Gates.GateResult> CheckAsync(DmsSnapshot candidate, DmsSnapshot? current, CancellationToken cancellationToken) =>
            new(Dms.Client.Gates.GateResult.Closed("always"));
    }
}
