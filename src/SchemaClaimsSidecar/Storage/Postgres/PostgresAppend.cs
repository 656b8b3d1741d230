using System.Data;
using Npgsql;
using SchemaClaims.Contracts;
using SchemaClaims.Contracts.Packs;

namespace SchemaClaimsSidecar.Storage.Postgres;

/// <summary>
/// Appends one release in one transaction. May be run again after any failure, also one that leaves open whether the release was
/// committed: each run first waits until no other is at it, and then looks whether an earlier one has succeeded.
/// </summary>
internal sealed class PostgresAppend(
    NewRelease request, string epoch, EpochRenewal? renewal, PostgresBlobs blobs, IEnumerable<ManifestInput> knownInputs,
    TimeSpan timeout, TimeProvider time)
{
    private readonly Guid _requestId = Guid.NewGuid();

    /// <summary>Whether a run has come as far as to ask for the commit.</summary>
    public bool IsUncertain { get; private set; }

    /// <summary>Whether the release is of an earlier run, which did not hear of its success.</summary>
    public bool WasFound { get; private set; }

    /// <exception cref="ReleaseConflictException">The newest release is not the expected one.</exception>
    /// <exception cref="HistoryReplacedException">The database holds another history than the one to append to.</exception>
    /// <exception cref="ArgumentException">An input is neither given nor in the store.</exception>
    public async Task<Release> RunAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var transaction = await connection.BeginTransactionAsync(IsolationLevel.ReadCommitted, cancellationToken);
        await StoreRow.LockAsync(connection, epoch, timeout, cancellationToken);
        if (IsUncertain && await PostgresReleaseLog.FindAsync(connection, _requestId, cancellationToken) is { } own)
        {
            WasFound = true;
            return own;
        }

        IsUncertain = false;
        var newest = await PostgresReleaseLog.ReadNewestAsync(connection, cancellationToken);
        var generation = newest?.Release.Record.Generation ?? 0;
        if (request.ExpectedGeneration != generation || (request.ExpectedEpoch ?? epoch) != epoch)
            throw new ReleaseConflictException(request.ExpectedGeneration, newest?.Release);

        await RefuseUnknownInputsAsync(connection, cancellationToken);
        var content = ContentOf(request);
        await blobs.WriteMissingAsync(connection, content, cancellationToken);
        var release = request.Sign(RecordAfter(newest?.Release));
        if (renewal is not null)
            await RenameAsync(connection, renewal.Epoch, cancellationToken);
        await PostgresReleaseLog.AppendAsync(connection, release, newest, _requestId, cancellationToken);
        IsUncertain = true;
        await transaction.CommitAsync(CancellationToken.None);
        blobs.NoteSound(content.Select(blob => blob.Digest));
        return release;
    }

    private Release RecordAfter(Release? newest) => ReleaseFormat.Write(
        new ReleaseRecord(
            renewal?.Epoch ?? epoch, (newest?.Record.Generation ?? 0) + 1, request.Snapshot.Id.ToString(), request.Kind,
            time.GetUtcNow(), request.PublishedBy, request.Reason, request.Rollout)
        {
            Replaces = renewal?.Replaces ?? newest?.Record.Replaces,
        });

    private static async Task RenameAsync(NpgsqlConnection connection, string epoch, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("UPDATE schemaclaims.store SET epoch = $1", connection)
        {
            Parameters = { new NpgsqlParameter<string> { TypedValue = epoch } },
        };
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private async Task RefuseUnknownInputsAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        var given = request.Inputs.Select(input => input.Digest)
            .Concat(knownInputs.Select(input => input.Digest))
            .ToHashSet();
        var open = request.Snapshot.Manifest.Inputs.Where(input => !given.Contains(input.Digest)).ToArray();
        if (open.Length == 0)
            return;
        var held = await PostgresBlobs.FindAsync(connection, open.Select(input => input.Digest), cancellationToken);
        if (Array.Find(open, input => !held.Contains(input.Digest)) is { } unknown)
            throw new ArgumentException($"Input '{unknown.Name}' ({unknown.Digest}) is neither given nor in the store.");
    }

    private static PackBlob[] ContentOf(NewRelease release) =>
    [
        .. release.Snapshot.Parts.Select(part => (PackBlob)part)
            .Concat(release.Inputs.Select(input => new PackBlob(input.Digest, input.Content)))
            .Prepend(new PackBlob(release.Snapshot.Id, release.Snapshot.Manifest.Bytes))
            .DistinctBy(blob => blob.Digest),
    ];
}
