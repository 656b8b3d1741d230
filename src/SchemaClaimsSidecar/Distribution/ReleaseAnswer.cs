using static SchemaClaims.V1.ReportRequest.Types;

namespace SchemaClaimsSidecar.Distribution;

/// <summary>What a subscriber did with a release, as it said last.</summary>
/// <param name="Subscriber">Its name; a process that takes another's place takes its answer's place, too.</param>
/// <param name="Outcome">Applied, rejected or held.</param>
/// <param name="Code">Why it rejected or holds it: a stable code.</param>
/// <param name="Reason">The same for a person.</param>
/// <param name="At">When it first said so.</param>
internal sealed record ReleaseAnswer(string Subscriber, Outcome Outcome, string Code, string Reason, DateTimeOffset At);
