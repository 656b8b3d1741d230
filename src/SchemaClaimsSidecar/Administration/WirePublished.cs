using Google.Protobuf.WellKnownTypes;
using SchemaClaims.V1;
using SchemaClaimsSidecar.Distribution;
using Problem = SchemaClaimsSidecar.Documents.Problem;

namespace SchemaClaimsSidecar.Administration;

/// <summary>What became of a proposal as the administration protocol carries it.</summary>
internal static class WirePublished
{
    public static Published Of(PublishOutcome outcome, IEnumerable<Problem> warnings, DateTimeOffset receivedAt, DateTimeOffset doneAt)
    {
        var (snapshot, difference, unchanged, _) = outcome.Composed;
        return new Published
        {
            Position = outcome.Latest?.ToWire(),
            SnapshotId = snapshot.Id.ToString(),
            EffectiveSchemaHash = snapshot.Manifest.EffectiveSchemaHash,
            Unchanged = unchanged,
            AddedParts = { difference.Added },
            ChangedParts = { difference.Changed },
            RemovedParts = { difference.Removed },
            TotalParts = (uint)snapshot.Parts.Count,
            ReceivedAt = Timestamp.FromDateTimeOffset(receivedAt),
            DoneAt = Timestamp.FromDateTimeOffset(doneAt),
            Warnings = { warnings.Select(WireProblems.Of) },
        };
    }
}
