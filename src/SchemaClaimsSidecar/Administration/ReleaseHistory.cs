using Grpc.Core;
using SchemaClaimsSidecar.Rollout;
using SchemaClaimsSidecar.Snapshots;
using SchemaClaimsSidecar.Storage;
using Release = SchemaClaims.Contracts.Release;

namespace SchemaClaimsSidecar.Administration;

/// <summary>Finds releases by what administrators call them.</summary>
internal sealed class ReleaseHistory(IReleaseStore store)
{
    // How many releases may be published between two questions to the store.
    private const int Meanwhile = 100;

    /// <summary>A release by its generation; null when it is not in the history.</summary>
    public async Task<Release?> FindAsync(ulong generation, CancellationToken cancellationToken)
    {
        var newest = await NewestAsync(cancellationToken).ConfigureAwait(false);
        if (generation == 0 || generation > newest)
            return null;
        var limit = (int)Math.Min(int.MaxValue, newest - generation + 1 + Meanwhile);
        var releases = await store.ListAsync(limit, cancellationToken).ConfigureAwait(false);
        return releases.LastOrDefault(release => (ulong)release.Position.Generation == generation);
    }

    /// <summary>Why there is no such release, and what to do.</summary>
    public async Task<string> NotThereAsync(ulong generation, CancellationToken cancellationToken) =>
        await NewestAsync(cancellationToken).ConfigureAwait(false) is var newest and > 0
            ? $"Release {generation} is not in the history; the newest is {newest}. See `history`."
            : "There is no release yet.";

    /// <summary>The snapshot of a release.</summary>
    /// <param name="release">A release of the history.</param>
    /// <param name="purpose">What cannot be done without it: <c>be published again</c>.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="RolloutException">It is forgotten.</exception>
    /// <exception cref="RpcException">DATA_LOSS: it is damaged.</exception>
    public async Task<Snapshot> ReadAsync(Release release, string purpose, CancellationToken cancellationToken)
    {
        try
        {
            return await store.ReadSnapshotAsync(release.SnapshotId, cancellationToken).ConfigureAwait(false)
                ?? throw new RolloutException(
                    $"Release {release.Position.Generation} cannot {purpose}: its snapshot is older than what is kept "
                    + "(Retention:KeepReleases, Retention:KeepFor). `history` shows which are; or upload its documents again.");
        }
        catch (StoreDamagedException damage)
        {
            throw new RpcException(new Status(
                StatusCode.DataLoss, $"Release {release.Position.Generation} cannot {purpose}. {damage.Message}"));
        }
    }

    private async Task<ulong> NewestAsync(CancellationToken cancellationToken) =>
        await store.ListAsync(1, cancellationToken).ConfigureAwait(false) is [var newest, ..] ? (ulong)newest.Position.Generation : 0;
}
