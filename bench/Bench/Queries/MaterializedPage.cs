using System.IO.Pipelines;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Npgsql;

namespace Bench.Queries;

/// <summary>
/// A page as DMS of 2025 answers it: each document parsed and copied into a tree, all trees into one, that one into a string, the string
/// into bytes.
/// </summary>
internal static class MaterializedPage
{
    private const string Sql =
        "SELECT edfidoc FROM dms.document WHERE resourcename = $1 ORDER BY createdat OFFSET 0 ROWS FETCH FIRST $2 ROWS ONLY";

    public static async Task WriteAsync(NpgsqlDataSource dataSource, string resource, int limit, PipeWriter writer)
    {
        var documents = new JsonArray();
        await using (var connection = await dataSource.OpenConnectionAsync())
        {
            await using var transaction = await connection.BeginTransactionAsync();
            await using var command = new NpgsqlCommand(Sql, connection)
            {
                Parameters = { new() { Value = resource }, new() { Value = limit } },
            };
            await command.PrepareAsync();
            await using var reader = await command.ExecuteReaderAsync();
            while (await reader.ReadAsync())
            {
                var element = await reader.GetFieldValueAsync<JsonElement>(0);
                documents.Add(element.Deserialize<JsonNode>());
            }
        }

        var body = JsonSerializer.Serialize(documents, new JsonSerializerOptions { WriteIndented = true });
        await writer.WriteAsync(Encoding.UTF8.GetBytes(body));
    }
}
