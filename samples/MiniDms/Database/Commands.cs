using System.Text;
using Npgsql;

namespace MiniDms.Database;

/// <summary>Sends statements over a connection.</summary>
internal static class Commands
{
    /// <summary>The first document that a statement finds; null when there is none.</summary>
    public static async Task<StoredDocument?> ReadDocumentAsync(
        this NpgsqlConnection connection, NpgsqlBatchCommand command, CancellationToken cancellationToken)
    {
        await using var batch = new NpgsqlBatch(connection) { BatchCommands = { command } };
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        return await reader.ReadAsync(cancellationToken)
            ? new StoredDocument(reader.GetInt64(0), reader.GetInt16(1), reader.GetGuid(2), Encoding.UTF8.GetBytes(reader.GetString(3)))
            : null;
    }

    /// <summary>The first value that a statement returns; null when there is none.</summary>
    public static async Task<object?> ReadValueAsync(
        this NpgsqlConnection connection, NpgsqlBatchCommand command, CancellationToken cancellationToken)
    {
        await using var batch = new NpgsqlBatch(connection) { BatchCommands = { command } };
        return await batch.ExecuteScalarAsync(cancellationToken) is { } value and not DBNull ? value : null;
    }

    /// <summary>Sends all in one round trip.</summary>
    /// <returns>Whether none of them returned a row, such as a reference that leads nowhere.</returns>
    public static async Task<bool> SendTogetherAsync(
        this NpgsqlConnection connection, IEnumerable<NpgsqlBatchCommand> commands, CancellationToken cancellationToken)
    {
        await using var batch = new NpgsqlBatch(connection);
        foreach (var command in commands)
            batch.BatchCommands.Add(command);
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        var hasRows = false;
        do
            hasRows |= await reader.ReadAsync(cancellationToken);
        while (await reader.NextResultAsync(cancellationToken));
        return !hasRows;
    }
}
