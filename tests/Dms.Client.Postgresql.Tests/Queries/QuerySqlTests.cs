using Dms.Client.Postgresql.Queries;
using Dms.Client.Postgresql.Tests.Support;
using Npgsql;
using Testing.Postgres;

namespace Dms.Client.Postgresql.Tests.Queries;

public sealed class QuerySqlTests
{
    [PostgresTheory]
    [InlineData("on")]
    [InlineData("off")]
    public async Task Page_AfterManyOthers_MakesTextOfItsOwnDocumentsAlone(string sort)
    {
        await using var database = await DmsDatabase.CreateAsync();
        await ManyStudents.InsertAsync(database, 1_000);
        await using var connection = await database.DataSource.OpenConnectionAsync();
        await using var setting = new NpgsqlCommand($"SET enable_sort = {sort}", connection);
        await setting.ExecuteNonQueryAsync();
        var page = QuerySql.Page(QueryRig.Query("Student", new PageRange(10, Offset: 900)));
        await using var explain = new NpgsqlCommand($"EXPLAIN (VERBOSE) {page.CommandText}", connection);
        foreach (NpgsqlParameter parameter in page.Parameters)
            explain.Parameters.Add(parameter.Clone());

        var lines = new List<string>();
        await using (var reader = await explain.ExecuteReaderAsync())
        {
            while (await reader.ReadAsync())
                lines.Add(reader.GetString(0));
        }

        var text = Assert.Single(lines, line => line.Contains("edfidoc)::text", StringComparison.OrdinalIgnoreCase));
        Assert.True(lines.IndexOf(text) < lines.FindIndex(line => line.Contains("Limit", StringComparison.Ordinal)));
    }
}
