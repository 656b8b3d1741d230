using SchemaClaims.Contracts;
using static SchemaClaims.V1.ReportRequest.Types;

namespace SchemaClaimsSidecar.Distribution;

/// <summary>What a subscriber did with a release.</summary>
internal sealed record SubscriberReport(
    SubscriberName Subscriber, Position About, Outcome Outcome, string Code, string Reason, Position? Running, TimeSpan Elapsed);
