using Google.Protobuf;
using Grpc.Core;
using SchemaClaims.Contracts;
using SchemaClaims.V1;
using SchemaClaimsSidecar.Distribution;
using SchemaClaimsSidecar.Storage;

namespace SchemaClaimsSidecar.Administration;

/// <summary>What a release is made of, for administrators who look at it or take it away.</summary>
internal sealed class ReleaseExport(ReleaseHub hub, ReleaseHistory history, IReleaseStore store)
{
    /// <exception cref="RpcException">The release is not there, or damaged.</exception>
    /// <exception cref="Rollout.RolloutException">It is forgotten.</exception>
    public async Task<ReadManifestResponse> ReadManifestAsync(ulong generation, CancellationToken cancellationToken)
    {
        var (release, snapshot) = await FindAsync(generation, "be shown", cancellationToken).ConfigureAwait(false);
        return new ReadManifestResponse
        {
            Release = WireReleases.Of(release),
            EffectiveSchemaHash = snapshot.Manifest.EffectiveSchemaHash,
            Rules = snapshot.Manifest.Rules,
            Inputs = { snapshot.Manifest.Inputs.Select(input => EntryOf(input.Role, input.Name, input.Digest, input.Length)) },
            Parts = { snapshot.Manifest.Parts.Select(part => EntryOf("", part.Name, part.Digest, part.Length)) },
        };
    }

    /// <inheritdoc cref="ReadManifestAsync"/>
    public async Task ExportAsync(
        ulong generation, Func<ExportReleaseEvent, CancellationToken, Task> send, CancellationToken cancellationToken)
    {
        var (release, snapshot) = await FindAsync(generation, "be exported", cancellationToken).ConfigureAwait(false);
        await send(
            new ExportReleaseEvent
            {
                Manifest = UnsafeByteOperations.UnsafeWrap(snapshot.Manifest.Bytes),
                Release = WireReleases.Of(release),
            },
            cancellationToken).ConfigureAwait(false);
        foreach (var digest in snapshot.Manifest.Inputs.Select(input => input.Digest).Distinct())
        {
            if (await store.ReadInputAsync(digest, cancellationToken).ConfigureAwait(false) is { } input)
                await SendAsync(digest, input, send, cancellationToken).ConfigureAwait(false);
        }

        foreach (var part in snapshot.Parts.DistinctBy(part => part.Digest))
            await SendAsync(part.Digest, part.Content, send, cancellationToken).ConfigureAwait(false);
    }

    private static async Task SendAsync(
        Digest digest, ReadOnlyMemory<byte> content, Func<ExportReleaseEvent, CancellationToken, Task> send,
        CancellationToken cancellationToken)
    {
        var name = ByteString.CopyFrom(digest.ToBytes());
        for (var offset = 0; offset == 0 || offset < content.Length; offset += Protocol.MaxPieceBytes)
        {
            var piece = content.Slice(offset, Math.Min(Protocol.MaxPieceBytes, content.Length - offset));
            await send(
                new ExportReleaseEvent
                {
                    Piece = new ExportedPiece { Digest = name, Offset = (ulong)offset, Data = UnsafeByteOperations.UnsafeWrap(piece) },
                },
                cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task<StoredRelease> FindAsync(ulong generation, string purpose, CancellationToken cancellationToken)
    {
        if (hub.Current is { } current && (generation == 0 || generation == (ulong)current.Release.Position.Generation))
            return current;
        if (generation == 0)
        {
            throw NotFound(
                hub.Newest is null ? "There is no release yet. Publish one with `upload`."
                    : "There is no current release that could be read: name one of `history`, or see `status`.");
        }

        var release = await history.FindAsync(generation, cancellationToken).ConfigureAwait(false)
            ?? throw NotFound(await history.NotThereAsync(generation, cancellationToken).ConfigureAwait(false));
        return new StoredRelease(release, await history.ReadAsync(release, purpose, cancellationToken).ConfigureAwait(false));
    }

    private static ManifestEntry EntryOf(string role, string name, Digest digest, long length) =>
        new() { Role = role, Name = name, Digest = digest.ToString(), Length = (ulong)length };

    private static RpcException NotFound(string detail) => new(new Status(StatusCode.NotFound, detail));
}
