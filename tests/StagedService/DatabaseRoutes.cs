using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Npgsql;

namespace StagedService;

internal static class DatabaseRoutes
{
    public static void MapDatabase(this IEndpointRouteBuilder routes, string connectionString)
    {
        var source = NpgsqlDataSource.Create(connectionString);

        routes.MapGet("/quick", (CancellationToken end) => RunAsync(source, "SELECT 1", end));
        // Takes its time without using anything up.
        routes.MapGet("/unhurried", (CancellationToken end) => RunAsync(source, "SELECT pg_sleep(0.02)", end));
        routes.MapGet("/heavy", (CancellationToken end) => RunAsync(source, "SELECT count(*) FROM generate_series(1, 200000)", end));
        routes.MapGet("/hot-row", (CancellationToken end) => RunAsync(source, "UPDATE hot SET n = n + 1; SELECT pg_sleep(0.02)", end));
        routes.MapGet("/hold-and-wait", async (CancellationToken end) =>
        {
            await using var connection = await source.OpenConnectionAsync(end);
            await using var transaction = await connection.BeginTransactionAsync(end);
            await using (var command = new NpgsqlCommand("SELECT 1", connection, transaction))
                await command.ExecuteScalarAsync(end);
            // A second connection while the first is held: those who hold wait for those who hold.
            return await RunAsync(source, "SELECT 1", end);
        });
    }

    private static async Task<string> RunAsync(NpgsqlDataSource source, string sql, CancellationToken end)
    {
        await using var command = source.CreateCommand(sql);
        return $"{await command.ExecuteScalarAsync(end)}";
    }
}
