using Npgsql;
using NpgsqlTypes;

namespace Dms.Client.Postgresql.Cascades.Planning;

/// <summary>Parameters that carry a whole set: an array for each column.</summary>
internal static class Parameters
{
    public static NpgsqlParameter Partitions(IEnumerable<DocumentKey> keys) => Shorts(keys.Select(key => key.Partition));

    public static NpgsqlParameter Ids(IEnumerable<DocumentKey> keys) => Longs(keys.Select(key => key.Id));

    public static NpgsqlParameter Shorts(IEnumerable<short> values) => Of(values.ToArray(), NpgsqlDbType.Smallint);

    public static NpgsqlParameter Longs(IEnumerable<long> values) => Of(values.ToArray(), NpgsqlDbType.Bigint);

    public static NpgsqlParameter Uuids(IEnumerable<Guid> values) => Of(values.ToArray(), NpgsqlDbType.Uuid);

    public static NpgsqlParameter Texts(IEnumerable<string> values) => Of(values.ToArray(), NpgsqlDbType.Text);

    public static NpgsqlParameter Of(Array values, NpgsqlDbType type) => new() { Value = values, NpgsqlDbType = NpgsqlDbType.Array | type };

    public static NpgsqlBatchCommand Command(string sql, params NpgsqlParameter[] parameters)
    {
        var command = new NpgsqlBatchCommand(sql);
        foreach (var parameter in parameters)
            command.Parameters.Add(parameter);
        return command;
    }
}
