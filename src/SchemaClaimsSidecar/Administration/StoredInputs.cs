using SchemaClaims.Contracts;
using SchemaClaimsSidecar.Storage;

namespace SchemaClaimsSidecar.Administration;

/// <summary>Spares administrators from sending what earlier releases were made from: most uploads change one document of several.</summary>
internal sealed class StoredInputs(StagingArea staging, IReleaseStore store)
{
    /// <summary>Stages a document if the store has it and the staging area does not.</summary>
    /// <exception cref="StagingException">A limit is reached.</exception>
    public async Task StageAsync(Digest digest, ulong totalLength, CancellationToken cancellationToken)
    {
        if (staging.Knows(digest))
            return;
        if (await ReadAsync(digest, cancellationToken).ConfigureAwait(false) is { } content && (ulong)content.Length == totalLength)
            staging.Put(digest, content);
    }

    // What cannot be read is sent: then it is written anew.
    private async Task<ReadOnlyMemory<byte>?> ReadAsync(Digest digest, CancellationToken cancellationToken)
    {
        try
        {
            return await store.ReadInputAsync(digest, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception unreadable) when (unreadable is StoreDamagedException or StoreUnavailableException)
        {
            return null;
        }
    }
}
