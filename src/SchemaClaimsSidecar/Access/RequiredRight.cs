namespace SchemaClaimsSidecar.Access;

/// <summary>What an endpoint asks for; one that does not say asks for <see cref="Right.Change"/>.</summary>
/// <param name="Right">The right; null where anybody may.</param>
internal sealed record RequiredRight(Right? Right);
