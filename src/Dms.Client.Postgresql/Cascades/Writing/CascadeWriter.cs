using System.Data;
using Npgsql;

namespace Dms.Client.Postgresql.Cascades.Writing;

/// <summary>
/// Writes a cascade in one short transaction of three round trips: lock and look, write, commit. All of it was computed before, so that
/// how long the transaction is open does not depend on computing.
/// </summary>
internal sealed class CascadeWriter(NpgsqlConnection connection, CascadeOptions options)
{
    /// <returns>Null when it was written; what hinders it otherwise.</returns>
    public async Task<WriteObstacle?> WriteAsync(CascadeChange change, CancellationToken cancellationToken)
    {
        await using var transaction = await connection.BeginTransactionAsync(IsolationLevel.ReadCommitted, cancellationToken);
        var (isAsPlanned, taken) = await CascadeLocks.TakeAsync(connection, change, options, cancellationToken);
        if (!isAsPlanned)
            return WriteObstacle.Changed;
        if (taken is not null)
            return new WriteObstacle(Taken: taken);
        var statements = new CascadeStatements(change);
        if (await ExecuteAsync(statements, cancellationToken) is { Length: > 0 } missing)
            return new WriteObstacle(MissingReferences: [.. missing]);
        // Not cancelled half way: whoever waits for it must not be left in doubt.
        await transaction.CommitAsync(CancellationToken.None);
        return null;
    }

    private async Task<Guid[]> ExecuteAsync(CascadeStatements statements, CancellationToken cancellationToken)
    {
        await using var batch = new NpgsqlBatch(connection);
        foreach (var command in statements.Create())
            batch.BatchCommands.Add(command);
        var missing = new List<Guid>();
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        do
        {
            while (await reader.ReadAsync(cancellationToken))
                missing.Add(reader.GetGuid(0));
        }
        while (await reader.NextResultAsync(cancellationToken));

        return [.. missing];
    }
}
