using Dms.Client.Snapshots;
using Dms.Client.Tests.Support;
using SchemaClaims.Contracts;

namespace Dms.Client.Postgresql.Tests.Support;

/// <summary>Snapshots that differ only in what they are called.</summary>
internal static class TestSnapshots
{
    public static DmsSnapshot WithHash(string effectiveSchemaHash, long generation = 1)
    {
        var manifest = ManifestWriter.Write(effectiveSchemaHash, "2026", [], []);
        var release = ReleaseFormat.Write(new ReleaseRecord(
            TestReleases.Epoch, generation, manifest.SnapshotId.ToString(), "upload", DateTimeOffset.UnixEpoch, "tester", ""));
        return TestReleases.Snapshot(new PublishedRelease(release, manifest, []));
    }
}
