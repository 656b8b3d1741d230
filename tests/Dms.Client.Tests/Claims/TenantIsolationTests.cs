using Dms.Client.Claims;
using Dms.Client.Snapshots;
using Dms.Client.Tests.Support;
using SchemaClaims.Contracts;
using Testing;

namespace Dms.Client.Tests.Claims;

/// <summary>Two tenants whose claims change in turn and at once, over a stream, while requests of both go on.</summary>
public sealed class TenantIsolationTests
{
    private const int Refreshes = 10_000;
    private const int Readers = 4;
    private const int Seed = 20260821;

    [Fact]
    [Trait("Category", "Long")]
    public async Task Decide_During10000InterleavedRefreshes_NeverGivesTheAnswerOfAnotherTenant()
    {
        var versions = RandomVersions();
        await using var client = await ClientHost.StartAsync();
        var stream = await client.ApplyFirstAsync(Release(1, versions));
        var readers = Enumerable.Range(0, Readers).Select(_ => Task.Run(() => Read(client.Snapshots, versions))).ToArray();
        var held = Release(1, versions).Parts;
        for (var generation = 2; generation <= Refreshes; generation++)
        {
            var release = Release(generation, versions);
            stream.SendRelease(release, held.Select(part => part.Digest).ToHashSet());
            held = release.Parts;
        }

        var reads = await Task.WhenAll(readers).WaitAsync(TimeSpan.FromMinutes(5));
        Assert.All(reads, seen => Assert.True(seen > 1, $"Seed {Seed}: a reader saw {seen} generations only."));
    }

    /// <returns>How many generations it saw.</returns>
    private static int Read(ISnapshots snapshots, Versions[] versions)
    {
        var (seen, last) = (0, 0L);
        while (last < Refreshes)
        {
            var snapshot = snapshots.Current;
            var generation = snapshot.Release.Generation;
            var expected = versions[generation];
            AssertStrategy(snapshot, "north", "Own", $"N{expected.North}");
            AssertStrategy(snapshot, "SOUTH", "Own", $"S{expected.South}");
            AssertStrategy(snapshot, "north", "Shared", $"B{expected.Both}");
            AssertStrategy(snapshot, "south", "Shared", $"B{expected.Both}");
            AssertRows(snapshot, "north", $"N{expected.North}");
            AssertRows(snapshot, "south", $"S{expected.South}");
            (seen, last) = (generation == last ? seen : seen + 1, generation);
        }

        return seen;
    }

    private static void AssertStrategy(DmsSnapshot snapshot, string tenant, string claimSet, string expected)
    {
        var decision = snapshot.Claims.Decide(tenant, claimSet, "claim", ResourceAction.Read);
        if (!decision.IsGranted || decision.Strategies.Single() != expected)
            Assert.Fail($"Seed {Seed}, {snapshot}, tenant {tenant}, claim set {claimSet}: {decision}, not {expected}.");
    }

    private static void AssertRows(DmsSnapshot snapshot, string tenant, string expected)
    {
        var row = snapshot.Claims.ToClaimSets(tenant)[0].ResourceClaims.Single();
        if (row.Strategies.Single() != expected)
            Assert.Fail($"Seed {Seed}, {snapshot}, tenant {tenant}: a row of {row.Strategies.Single()}, not {expected}.");
    }

    private static PublishedRelease Release(long generation, Versions[] versions)
    {
        var (north, south, both) = versions[generation];
        return TestReleases.Publish(
            [
                Metadata.Part(PartNames.SharedClaims, Metadata.ClaimSet("Shared", ("claim", $"Read=B{both}"))),
                Metadata.Part(PartNames.ClaimsOf("north"), Metadata.ClaimSet("Own", ("claim", $"Read=N{north}")), Metadata.Reference("Shared")),
                Metadata.Part(PartNames.ClaimsOf("south"), Metadata.ClaimSet("Own", ("claim", $"Read=S{south}")), Metadata.Reference("Shared")),
            ],
            generation);
    }

    private static Versions[] RandomVersions()
    {
        var random = new Random(Seed);
        var versions = new Versions[Refreshes + 1];
        for (var generation = 1; generation <= Refreshes; generation++)
        {
            var (north, south, both) = versions[generation - 1];
            versions[generation] = random.Next(5) switch
            {
                0 => new Versions(Next(north), south, both),
                1 => new Versions(north, Next(south), both),
                2 => new Versions(north, south, Next(both)),
                3 => new Versions(Next(north), Next(south), both),
                _ => new Versions(Next(north), Next(south), Next(both)),
            };
        }

        return versions;

        int Next(int version) => (version + 1 + random.Next(20)) % 97;
    }

    private readonly record struct Versions(int North, int South, int Both);
}
