using Npgsql;
using NpgsqlTypes;

namespace MiniDms.Database;

/// <summary>Parameters of statements.</summary>
internal static class Parameters
{
    public static NpgsqlParameter Jsonb(ReadOnlyMemory<byte>? json) => new()
    {
        Value = json is { } bytes ? bytes.ToArray() : DBNull.Value, NpgsqlDbType = NpgsqlDbType.Jsonb,
    };

    public static NpgsqlParameter Number(long? value) =>
        new() { Value = (object?)value ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Bigint };

    /// <summary>A command of a batch.</summary>
    public static NpgsqlBatchCommand Command(string sql, params object[] values)
    {
        var command = new NpgsqlBatchCommand(sql);
        foreach (var value in values)
            command.Parameters.Add(value as NpgsqlParameter ?? new NpgsqlParameter { Value = value });
        return command;
    }
}
