using System.Data;
using System.Diagnostics;
using Dms.Client.Postgresql.Queries;
using Npgsql;

namespace Bench.Queries;

/// <summary>
/// About what PostgreSQL itself takes for a page: the statement of the streamed one, prepared as there, its rows read by a thread that
/// waits for them, and thrown away. Nothing looks at a document, and nothing is written.
/// </summary>
internal static class PageFloor
{
    public static Task<TimeSpan> ReadAsync(NpgsqlDataSource dataSource, DocumentQuery query) => Task.Run(() =>
    {
        var began = Stopwatch.GetTimestamp();
        using var connection = dataSource.OpenConnection();
        using var batch = new NpgsqlBatch(connection);
        batch.BatchCommands.Add(QuerySql.PreferIndexOrder());
        batch.BatchCommands.Add(QuerySql.Page(query));
        batch.Prepare();
        using (var reader = batch.ExecuteReader(CommandBehavior.SequentialAccess))
        {
            reader.NextResult();
            while (reader.Read())
                continue;
        }

        return Stopwatch.GetElapsedTime(began);
    });
}
