namespace SchemaClaimsSidecar.Storage;

/// <summary>What a full check of a store found.</summary>
/// <param name="Releases">How many releases there are.</param>
/// <param name="Blobs">How many blobs were read.</param>
/// <param name="Bytes">How many bytes they have.</param>
/// <param name="Damages">Each names a file and what is wrong with it; empty when the store is sound.</param>
internal sealed record StoreVerification(long Releases, long Blobs, long Bytes, IReadOnlyList<string> Damages);
