namespace SchemaClaimsSidecar.Audit;

/// <summary>A line of the audit log. An act has two of the same id: that it begins, and how it ended.</summary>
/// <param name="Id">The act.</param>
/// <param name="At">When the line was written.</param>
/// <param name="Act">What kind of act it is, such as <c>publish</c>.</param>
/// <param name="Arguments">What it is about, in short: names and digests, never content.</param>
/// <param name="Reason">Why, in the words of who acts; may be empty.</param>
/// <param name="Caller">Who acts.</param>
/// <param name="Outcome">How it ended: a gRPC status such as <c>OK</c> or <c>InvalidArgument</c>; null while it begins.</param>
/// <param name="Detail">Why it was refused, or what came of it; null while it begins.</param>
/// <param name="Generation">The release that it made, or found to be the same already; null where there is none.</param>
internal sealed record AuditEntry(
    Guid Id, DateTimeOffset At, string Act, string Arguments, string Reason, string Caller, string? Outcome = null, string? Detail = null,
    long? Generation = null);
