using System.IO.Pipelines;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Npgsql;

namespace Bench.Queries;

/// <summary>
/// A page as DMS of 2025 answers it: each document parsed and copied into a tree, all trees into one, that one into a string, which is
/// written as UTF-8.
/// </summary>
internal static class MaterializedPage
{
    private const string Sql =
        "SELECT edfidoc FROM dms.document WHERE resourcename = $1 ORDER BY createdat OFFSET $2 ROWS FETCH FIRST $3 ROWS ONLY";

    public static async Task WriteAsync(NpgsqlDataSource dataSource, string resource, int limit, PipeWriter writer)
    {
        var documents = new List<JsonNode>();
        await using (var connection = await dataSource.OpenConnectionAsync())
        {
            await using var transaction = await connection.BeginTransactionAsync();
            await using var command = new NpgsqlCommand(Sql, connection, transaction)
            {
                Parameters = { new() { Value = resource }, new() { Value = 0 }, new() { Value = limit } },
            };
            await command.PrepareAsync();
            await using (var reader = await command.ExecuteReaderAsync())
            {
                while (await reader.ReadAsync())
                {
                    var element = await reader.GetFieldValueAsync<JsonElement>(0);
                    if (element.Deserialize<JsonNode>() is { } document)
                        documents.Add(document);
                }
            }

            await transaction.CommitAsync();
        }

        var options = new JsonSerializerOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, WriteIndented = true };
        await SendAsync(JsonSerializer.Serialize(new JsonArray([.. documents]), options), writer);
    }

    // As ASP.NET Core sends a string: measured for the length of the response, then encoded piece by piece, and flushed once.
    private static async Task SendAsync(string body, PipeWriter writer)
    {
        _ = Encoding.UTF8.GetByteCount(body);
        Encode(body, writer);
        await writer.FlushAsync();
    }

    private static void Encode(ReadOnlySpan<char> body, PipeWriter writer)
    {
        const int PieceBytes = 4096;
        var encoder = Encoding.UTF8.GetEncoder();
        for (var isDone = false; !isDone;)
        {
            encoder.Convert(body, writer.GetSpan(PieceBytes), flush: true, out var characters, out var bytes, out isDone);
            writer.Advance(bytes);
            body = body[characters..];
        }
    }
}
