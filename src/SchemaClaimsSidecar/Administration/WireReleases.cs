using Google.Protobuf.WellKnownTypes;
using SchemaClaims.V1;
using SchemaClaimsSidecar.Distribution;
using static SchemaClaims.V1.ReportRequest.Types;
using Release = SchemaClaims.Contracts.Release;
using WireRelease = SchemaClaims.V1.Release;

namespace SchemaClaimsSidecar.Administration;

/// <summary>Releases and what was answered to them as the administration protocol carries them.</summary>
internal static class WireReleases
{
    public static WireRelease Of(Release release) => new()
    {
        Position = release.Position.ToWire(),
        SnapshotId = release.SnapshotId.ToString(),
        Kind = release.Record.Kind,
        PublishedAt = Timestamp.FromDateTimeOffset(release.Record.PublishedAt),
        PublishedBy = release.Record.PublishedBy,
        Reason = release.Record.Reason,
        Rollout = WireRollouts.Of(release.Record.Rollout),
        SignedBy = { release.Signatures.Select(signature => signature.KeyId) },
    };

    public static WireRelease Of(Release release, IReadOnlyList<ReleaseAnswer> answers)
    {
        var wire = Of(release);
        wire.Answers = answers.Count == 0 ? null : new AnswerCounts
        {
            Applied = Count(answers, Outcome.Applied),
            Rejected = Count(answers, Outcome.Rejected),
            Held = Count(answers, Outcome.Held),
        };
        return wire;
    }

    public static Answer Of(ReleaseAnswer answer) => new()
    {
        Subscriber = answer.Subscriber,
        Outcome = answer.Outcome,
        Code = answer.Code,
        Reason = answer.Reason,
        At = Timestamp.FromDateTimeOffset(answer.At),
    };

    private static uint Count(IEnumerable<ReleaseAnswer> answers, Outcome outcome) =>
        (uint)answers.Count(answer => answer.Outcome == outcome);
}
