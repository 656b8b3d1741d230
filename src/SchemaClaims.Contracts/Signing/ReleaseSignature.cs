namespace SchemaClaims.Contracts.Signing;

/// <summary>What one key says about a release: an ECDSA signature in DER over <see cref="SignedContent"/>.</summary>
/// <param name="KeyId">Which key: <see cref="KeyIds"/>. Nothing but a hint; it is not signed.</param>
/// <param name="Value">The signature.</param>
internal sealed record ReleaseSignature(string KeyId, ReadOnlyMemory<byte> Value);
