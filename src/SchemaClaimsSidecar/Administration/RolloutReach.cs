using SchemaClaims.Contracts;
using SchemaClaims.V1;
using SchemaClaimsSidecar.Distribution;
using SchemaClaimsSidecar.Rollout;
using static SchemaClaims.V1.ReportRequest.Types;
using Position = SchemaClaims.Contracts.Position;
using Release = SchemaClaims.Contracts.Release;

namespace SchemaClaimsSidecar.Administration;

/// <summary>Whom a rollout reaches, and how far it has come.</summary>
internal sealed class RolloutReach(ReleaseHub hub, SubscriberBoard board)
{
    /// <summary>Of what is being rolled out; null while nothing is.</summary>
    public RolloutStatus? Current()
    {
        var offering = hub.Offering;
        if (offering.Canary is not { Release: { } release } canary)
            return null;
        var records = board.Read();
        return Count(records, record => offering.For(record.Subscriber.Name, record.Labels, record.Running) == canary, release);
    }

    /// <summary>Of something that could be rolled out.</summary>
    public RolloutStatus Of(RolloutRecord rollout) => Count(
        board.Read(),
        record => RolloutTarget.TryParse(rollout.To, out var target) && target.Selects(record.Subscriber.Name, record.Labels),
        canary: null);

    private static RolloutStatus Count(IEnumerable<SubscriberRecord> records, Func<SubscriberRecord, bool> isSelected, Release? canary)
    {
        var connected = records.Where(record => record is { Streams: > 0, IsRelay: false }).ToArray();
        var selected = connected.Where(isSelected).ToArray();
        return new RolloutStatus
        {
            Release = canary is null ? null : WireReleases.Of(canary),
            Connected = (uint)connected.Length,
            Selected = (uint)selected.Length,
            Applied = (uint)selected.Count(record => Runs(record, canary?.Position)),
            Rejected = (uint)selected.Count(record => record.Outcome == Outcome.Rejected && record.Reported == canary?.Position),
        };
    }

    private static bool Runs(SubscriberRecord record, Position? release) => release is not null && record.Running == release;
}
