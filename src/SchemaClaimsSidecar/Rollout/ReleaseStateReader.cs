using SchemaClaimsSidecar.Storage;

namespace SchemaClaimsSidecar.Rollout;

/// <summary>Reads what the history of a store comes to, and no more of it than that takes.</summary>
internal static class ReleaseStateReader
{
    private const int FirstPage = 32;

    /// <exception cref="StoreUnavailableException">The store cannot be reached.</exception>
    /// <exception cref="StoreDamagedException">The history is not what was written.</exception>
    public static async Task<ReleaseState> ReadAsync(IReleaseStore store, CancellationToken cancellationToken)
    {
        for (var limit = FirstPage; ; limit = (int)Math.Min(int.MaxValue, 8L * limit))
        {
            var newestFirst = await store.ListAsync(limit, cancellationToken).ConfigureAwait(false);
            if (newestFirst.Count < limit || newestFirst.Any(release => ReleaseState.IsConclusive(release.Record)))
                return ReleaseState.Of(newestFirst.Reverse());
        }
    }
}
