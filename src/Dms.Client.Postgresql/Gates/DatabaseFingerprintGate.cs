using Dms.Client.Gates;
using Dms.Client.Snapshots;
using Npgsql;

namespace Dms.Client.Postgresql.Gates;

/// <summary>
/// Holds a release that changes the schema until the database was provisioned for it. What changes claims alone passes without a
/// question, so that a database which is away never holds it.
/// </summary>
internal sealed class DatabaseFingerprintGate(NpgsqlDataSource dataSource, DatabaseFingerprintOptions options, TimeProvider time)
    : ISnapshotGate
{
    private readonly string _database = NameOf(dataSource);

    public string Name => "database-fingerprint";

    public async ValueTask<GateResult> CheckAsync(DmsSnapshot candidate, DmsSnapshot? current, CancellationToken cancellationToken)
    {
        var needed = candidate.EffectiveSchemaHash;
        if (needed.Length == 0 || needed == current?.EffectiveSchemaHash)
            return GateResult.Open;
        using var timeout = new CancellationTokenSource(options.Timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            return Compare(needed, await ReadAsync(either.Token).ConfigureAwait(false));
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return GateResult.Closed($"{_database} did not tell its effective schema hash within {options.Timeout}.");
        }
        catch (PostgresException refused)
            when (refused.SqlState is PostgresErrorCodes.UndefinedTable or PostgresErrorCodes.InvalidSchemaName)
        {
            return GateResult.Closed(
                $"{_database} has no effective schema hash ({refused.MessageText}): provision it with the schema {needed}.");
        }
        catch (NpgsqlException away)
        {
            return GateResult.Closed($"{_database} cannot be asked for its effective schema hash: {away.Message}");
        }
    }

    private GateResult Compare(string needed, string? found)
    {
        if (found == needed)
            return GateResult.Open;
        var carries = string.IsNullOrEmpty(found) ? "no effective schema hash" : $"the effective schema hash {found}";
        return GateResult.Closed($"{_database} carries {carries}, and the release needs {needed}: provision it with that schema.");
    }

    private async Task<string?> ReadAsync(CancellationToken cancellationToken)
    {
        var connection = await dataSource.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        await using var closing = connection.ConfigureAwait(false);
        var command = new NpgsqlCommand(options.Query, connection);
        await using var disposing = command.ConfigureAwait(false);
        return (await command.ExecuteScalarAsync(cancellationToken).ConfigureAwait(false))?.ToString();
    }

    private static string NameOf(NpgsqlDataSource dataSource)
    {
        var address = new NpgsqlConnectionStringBuilder(dataSource.ConnectionString);
        return $"Database '{address.Database}' at {address.Host}:{address.Port}";
    }
}
