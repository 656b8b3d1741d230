using System.Text;
using Dms.Client.Snapshots;
using Dms.Client.Tests.Support;
using SchemaClaims.Contracts;
using Testing;
using Outcome = SchemaClaims.V1.ReportRequest.Types.Outcome;

namespace Dms.Client.Tests.Subscription;

/// <summary>Whatever happens between releases and streams, the client ends on the latest, never on a mix and never backwards.</summary>
public sealed class InterleavingTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(7)]
    [InlineData(8)]
    public async Task Client_RandomReleasesAndBreaks_EndsOnTheLatest(int seed)
    {
        try
        {
            await RunAsync(new Random(seed));
        }
        catch (Exception failure)
        {
            throw new InvalidOperationException($"Seed {seed}: {failure.Message}", failure);
        }
    }

    private static async Task RunAsync(Random random)
    {
        var sidecar = new FakeSidecar(new Random(random.Next())) { MaxPieceBytes = 400 };
        var breaks = new Random(random.Next());
        sidecar.MessagesBeforeBreak = () => breaks.Next(3) == 0 ? int.MaxValue : breaks.Next(40);
        await using var client = new ClientHost(
            options => (options.ReconnectDelay, options.MaxReconnectDelay) = (TimeSpan.FromMilliseconds(1), TimeSpan.FromMilliseconds(3)),
            sidecar: sidecar, time: TimeProvider.System);
        var published = new Dictionary<long, PublishedRelease>();
        using var stop = new CancellationTokenSource();
        var observed = ObserveAsync(client.Snapshots, stop.Token);
        await client.StartAsync();

        for (var generation = 1; generation <= 40; generation++)
        {
            var release = RandomRelease(random, generation);
            lock (published) published.Add(generation, release);
            sidecar.Publish(release);
            for (var i = random.Next(10); i > 0; i--)
                await (random.Next(2) == 0 ? Task.Delay(1) : YieldAsync());
            if (random.Next(5) == 0)
                sidecar.BreakStreams();
            if (random.Next(8) == 0)
                await GoBackAsync(sidecar, client.Snapshots, published[1 + random.Next(generation)]);
        }

        var last = TestReleases.Publish(RandomParts(random), 41);
        published.Add(41, last);
        sidecar.Publish(last);
        await Eventually.IsTrueAsync(() => client.Snapshots.TryGetCurrent(out var current) && current.Release.Generation == 41);
        await Eventually.IsTrueAsync(() => sidecar.Reports.Any(report => report is { Outcome: Outcome.Applied, Position.Generation: 41 }));
        stop.Cancel();

        Assert.True(sidecar.Aborted > 0 && sidecar.Requests.Count > 1, "Nothing came between releases: the run proves nothing.");
        foreach (var snapshot in await observed)
            AssertWhole(snapshot, published[snapshot.Release.Generation]);
        Assert.All(sidecar.Reports, report => Assert.True(
            report.Outcome == Outcome.Applied || report.Code is ReportCodes.PartInvalid or ReportCodes.GenerationWentBackwards, $"{report}"));
    }

    // The store is restored to an older release, and for once the client hears of it before the next one comes.
    private static async Task GoBackAsync(FakeSidecar sidecar, ISnapshots snapshots, PublishedRelease older)
    {
        sidecar.Publish(older);
        await Eventually.IsTrueAsync(() => snapshots.Status.Latest?.Generation == older.Position.Generation);
    }

    private static async Task YieldAsync() => await Task.Yield();

    private static async Task<List<DmsSnapshot>> ObserveAsync(ISnapshots snapshots, CancellationToken cancellationToken)
    {
        var seen = new List<DmsSnapshot>();
        await Task.Yield();
        while (!cancellationToken.IsCancellationRequested)
        {
            if (snapshots.TryGetCurrent(out var current) && (seen.Count == 0 || seen[^1] != current))
            {
                if (seen.Count > 0 && seen[^1].Release.Generation >= current.Release.Generation)
                    Assert.Fail($"{current} after {seen[^1]}");
                seen.Add(current);
            }

            await Task.Delay(1, CancellationToken.None);
        }

        return seen;
    }

    private static void AssertWhole(DmsSnapshot snapshot, PublishedRelease release)
    {
        Assert.Equal(release.Manifest.SnapshotId.ToString(), snapshot.Release.SnapshotId);
        Assert.Equal(release.Manifest.Parts.Select(part => part.Name), snapshot.PartNames);
        Assert.All(release.Parts, part => Assert.True(part.Content.Span.SequenceEqual(snapshot.RawPart(part.Name).Span), part.Name));
        foreach (var resource in snapshot.Schema.Projects.SelectMany(project => project.Resources))
            Assert.True(snapshot.RawPart($"resource/{resource}").Span.SequenceEqual(resource.Json.Utf8.Span), $"{resource}");
    }

    private static PublishedRelease RandomRelease(Random random, long generation)
    {
        var parts = RandomParts(random);
        return TestReleases.Publish(random.Next(5) == 0 ? [.. parts, Part.Of(PartNames.Claims, "not claims"u8.ToArray())] : parts, generation);
    }

    // Few values for each, so that parts come back after they were gone.
    private static IReadOnlyList<Part> RandomParts(Random random)
    {
        var extensions = random.Next(3) == 0 ? Array.Empty<System.Text.Json.Nodes.JsonNode>() : [SmallSchema.Extension()];
        var core = SmallSchema.Core();
        core["projectSchema"]!["description"] = $"{random.Next(3)}";
        core["projectSchema"]!["resourceSchemas"]!["schools"]!["allowIdentityUpdates"] = random.Next(2) == 0;
        if (random.Next(3) == 0)
            core["projectSchema"]!["resourceSchemas"]!.AsObject().Remove("gradeLevelDescriptors");
        return
        [
            .. SchemaSplitter.Split([core, .. extensions]),
            Part.Of("unknown/large", Encoding.UTF8.GetBytes(new string((char)('a' + random.Next(3)), 5000))),
            Part.Of("unknown/other", Encoding.UTF8.GetBytes(new string((char)('a' + random.Next(3)), 5000))),
        ];
    }
}
