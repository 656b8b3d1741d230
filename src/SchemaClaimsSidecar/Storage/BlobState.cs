namespace SchemaClaimsSidecar.Storage;

/// <summary>What is known of a blob: the release whose pack holds it, and whether it was seen sound since the store was opened.</summary>
internal readonly record struct BlobState(long Generation, bool IsVerified);
