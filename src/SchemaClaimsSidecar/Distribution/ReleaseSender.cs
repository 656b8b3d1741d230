using Google.Protobuf;
using SchemaClaims.V1;
using SchemaClaimsSidecar.Storage;

namespace SchemaClaimsSidecar.Distribution;

/// <summary>Sends releases over one stream: the offer, the parts that the subscriber lacks, the commit.</summary>
internal sealed class ReleaseSender(HeldParts held, SubscriberStream stream, DistributionMetrics metrics)
{
    /// <param name="release">What to send.</param>
    /// <param name="isSuperseded">Whether something else is meant for the subscriber by now; then this gets no commit.</param>
    /// <returns>Whether it got its commit.</returns>
    /// <exception cref="TimeoutException">The subscriber did not read in time.</exception>
    public async Task<bool> SendAsync(StoredRelease release, Func<bool> isSuperseded)
    {
        var missing = held.MissingFrom(release.Snapshot);
        await stream.SendAsync(new SubscribeResponse { Offer = OfferOf(release, missing.Sum(part => (long)part.Content.Length)) })
            .ConfigureAwait(false);
        metrics.Offered();
        foreach (var (parts, completed) in PartBatches.Of(missing))
        {
            if (isSuperseded())
            {
                metrics.TransferSuperseded();
                return false;
            }

            await stream.SendAsync(new SubscribeResponse { Parts = parts }).ConfigureAwait(false);
            foreach (var digest in completed)
                held.Received(digest);
            metrics.PartsSent(parts);
        }

        await stream.SendAsync(new SubscribeResponse { Commit = new Commit { Position = release.Release.Position.ToWire() } })
            .ConfigureAwait(false);
        return true;
    }

    private static Offer OfferOf(StoredRelease release, long missingBytes) => new()
    {
        Release = UnsafeByteOperations.UnsafeWrap(release.Release.Bytes),
        Manifest = UnsafeByteOperations.UnsafeWrap(release.Snapshot.Manifest.Bytes),
        MissingBytes = (ulong)missingBytes,
        Signatures =
        {
            release.Release.Signatures.Select(signature => new Signature
            {
                KeyId = signature.KeyId,
                Value = UnsafeByteOperations.UnsafeWrap(signature.Value),
            }),
        },
    };
}
