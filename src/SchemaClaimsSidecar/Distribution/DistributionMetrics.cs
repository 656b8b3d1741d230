using System.Diagnostics.Metrics;
using SchemaClaims.Contracts;
using SchemaClaims.V1;
using SchemaClaimsSidecar.Telemetry;

namespace SchemaClaimsSidecar.Distribution;

/// <summary>The figures of distribution, under the meter <c>SchemaClaimsSidecar</c>.</summary>
internal sealed class DistributionMetrics
{
    // A tag must not take whatever a subscriber thinks of.
    private const string OtherCode = "other";

    private readonly UpDownCounter<long> _streams;
    private readonly Counter<long> _offers;
    private readonly Counter<long> _bytes;
    private readonly Counter<long> _superseded;
    private readonly Counter<long> _stuck;
    private readonly Counter<long> _reports;

    public DistributionMetrics(IMeterFactory meters)
    {
        var meter = meters.CreateSidecarMeter();
        _streams = meter.CreateUpDownCounter<long>("schemaclaims.subscribers.active", "{stream}", "Open subscriptions.");
        _offers = meter.CreateCounter<long>("schemaclaims.offers.sent", "{offer}", "Releases offered to subscribers.");
        _bytes = meter.CreateCounter<long>("schemaclaims.parts.sent", "By", "Bytes of parts sent to subscribers.");
        _superseded = meter.CreateCounter<long>("schemaclaims.transfers.superseded", "{transfer}", "Transfers that a newer release ended.");
        _stuck = meter.CreateCounter<long>("schemaclaims.subscribers.stuck", "{stream}", "Subscribers let go because they did not read.");
        _reports = meter.CreateCounter<long>("schemaclaims.reports", "{report}", "Reports of subscribers by outcome and code.");
    }

    public void StreamOpened() => _streams.Add(1);

    public void StreamClosed() => _streams.Add(-1);

    public void Offered() => _offers.Add(1);

    public void PartsSent(Parts parts) => _bytes.Add(parts.Pieces.Sum(piece => (long)piece.Data.Length));

    public void TransferSuperseded() => _superseded.Add(1);

    public void SubscriberStuck() => _stuck.Add(1);

    public void Reported(ReportRequest.Types.Outcome outcome, string code) => _reports.Add(
        1,
        new KeyValuePair<string, object?>("outcome", outcome.ToString()),
        new KeyValuePair<string, object?>("code", code.Length == 0 || ReportCodes.All.Contains(code) ? code : OtherCode));
}
