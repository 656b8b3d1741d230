namespace SchemaClaimsSidecar.Storage;

/// <summary>What was removed from a store because no release needs it any more.</summary>
/// <param name="Blobs">How many manifests, parts and inputs.</param>
/// <param name="Bytes">How many bytes these had.</param>
internal sealed record StoreCollection(long Blobs, long Bytes);
