using SchemaClaims.Contracts;
using SchemaClaimsSidecar.Snapshots;

namespace SchemaClaimsSidecar.Storage;

/// <summary>
/// The durable history of releases with the snapshots and inputs they were made of. Safe for many callers at once.
/// What it returns was checked against its digest. Every member throws <see cref="StoreUnavailableException"/> when the store cannot
/// be reached, and those that read throw <see cref="StoreDamagedException"/> when what they read is not what was written.
/// </summary>
internal interface IReleaseStore : IAsyncDisposable
{
    /// <summary>The name of this history: tells it from every other, also from an earlier one in the same place.</summary>
    string Epoch { get; }

    /// <summary>The newest release with its snapshot; null while nothing has been published.</summary>
    ValueTask<StoredRelease?> ReadCurrentAsync(CancellationToken cancellationToken);

    /// <summary>Makes a release durable. When this returns it is the current one; when it throws nothing has changed.</summary>
    /// <exception cref="ReleaseConflictException">The newest release is not the expected one.</exception>
    /// <exception cref="ArgumentException">An input is neither given nor in the store.</exception>
    Task<Release> AppendAsync(NewRelease release, CancellationToken cancellationToken);

    /// <summary>The releases, newest first, at most so many. Readable also while the current snapshot is damaged.</summary>
    Task<IReadOnlyList<Release>> ListAsync(int limit, CancellationToken cancellationToken);

    /// <summary>The snapshot of any release; null when no release has it, or only such as are forgotten.</summary>
    Task<Snapshot?> ReadSnapshotAsync(Digest snapshotId, CancellationToken cancellationToken);

    /// <summary>The bytes of a document that a snapshot was made from; null when the store never held it.</summary>
    Task<ReadOnlyMemory<byte>?> ReadInputAsync(Digest digest, CancellationToken cancellationToken);

    /// <summary>The releases whose snapshots are not kept any more.</summary>
    Task<ForgottenReleases> ReadForgottenAsync(CancellationToken cancellationToken);

    /// <summary>
    /// Gives up the snapshots of releases, for good, and removes what no other release needs. The releases themselves stay in the
    /// history. Safe beside publications, also by other processes.
    /// </summary>
    /// <exception cref="ArgumentException">The newest release is among them.</exception>
    Task<StoreCollection> ForgetAsync(ForgottenReleases forgotten, CancellationToken cancellationToken);

    /// <summary>Reads everything and checks every digest. Releases may be read and appended meanwhile.</summary>
    Task<StoreVerification> VerifyAsync(CancellationToken cancellationToken);
}
