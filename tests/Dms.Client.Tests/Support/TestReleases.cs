using System.Text;
using System.Text.Json.Nodes;
using Dms.Client.Projections;
using Dms.Client.Snapshots;
using SchemaClaims.Contracts;

namespace Dms.Client.Tests.Support;

/// <summary>Releases as a store would make them, and snapshots of them without a wire.</summary>
internal static class TestReleases
{
    public const string Epoch = "epoch-1";

    public static IReadOnlyList<Part> SmallParts(Action<JsonNode>? changeCore = null)
    {
        var core = SmallSchema.Core();
        changeCore?.Invoke(core);
        return
        [
            .. SchemaSplitter.Split(core, SmallSchema.Extension()),
            Part.Of(PartNames.Dependencies, Encoding.UTF8.GetBytes("""[{"resource":"/ed-fi/schools","order":1,"operations":["Create"]}]""")),
            Part.Of(PartNames.ResourcesOpenApi, Encoding.UTF8.GetBytes("""{"openapi":"3.0.1"}""")),
            Part.Of(PartNames.DescriptorsOpenApi, Encoding.UTF8.GetBytes("""{"openapi":"3.0.2"}""")),
        ];
    }

    public static PublishedRelease Publish(
        IEnumerable<Part> parts, long generation = 1, string epoch = Epoch, string reason = "", string? replaces = null)
    {
        var content = parts.ToArray();
        var manifest = ManifestWriter.Write(
            "hash", "2026", [], content.Select(part => new ManifestPart(part.Name, part.Digest, part.Content.Length)));
        var release = ReleaseFormat.Write(new ReleaseRecord(
            epoch, generation, manifest.SnapshotId.ToString(), "upload", DateTimeOffset.UnixEpoch.AddDays(generation), "tester", reason)
        {
            Replaces = replaces is null ? null : [replaces],
        });
        return new PublishedRelease(release, manifest, content);
    }

    public static DmsSnapshot Snapshot(PublishedRelease published, DmsSnapshot? running = null, ProjectionSet? projections = null)
    {
        projections ??= ProjectionSet.None;
        var snapshot = new DmsSnapshot(Candidate(published, running), running, projections);
        projections.Project(snapshot, running, pace: null, CancellationToken.None);
        return snapshot;
    }

    public static ReleaseCandidate Candidate(PublishedRelease published, DmsSnapshot? running = null)
    {
        var reader = new PartReader();
        var content = published.Parts.DistinctBy(part => part.Digest).ToDictionary(part => part.Digest, part => part.Content);
        return new ReleaseCandidate(
            published.Release,
            published.Manifest,
            [.. published.Manifest.Parts.Select(part => running?.FindPart(part.Name) is { } same && same.Digest == part.Digest
                ? same
                : reader.Read(part.Name, part.Digest, content[part.Digest]))],
            OfferedAt: 0);
    }
}
