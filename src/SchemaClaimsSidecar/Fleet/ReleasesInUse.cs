using Microsoft.Extensions.Options;
using SchemaClaimsSidecar.Retention;
using SchemaClaimsSidecar.Storage.Postgres;

namespace SchemaClaimsSidecar.Fleet;

/// <summary>What runs on the subscribers of all sidecars that share the store. The one whose turn it is to refresh claims tidies up, too.</summary>
internal sealed class ReleasesInUse(PostgresStore store, RefreshTurn turn, IOptions<FleetOptions> options) : IReleasesInUse
{
    public Task<IReadOnlySet<long>?> ExchangeAsync(IReadOnlyCollection<long> here, CancellationToken cancellationToken) => store.UseAsync(
        async (connection, token) =>
        {
            await PostgresReleasesInUse.WriteAsync(connection, options.Value.Pod, here, token).ConfigureAwait(false);
            return turn.IsHeld ? await PostgresReleasesInUse.ReadAsync(connection, token).ConfigureAwait(false) : null;
        },
        "What is in use cannot be told",
        cancellationToken);
}
