using Microsoft.Extensions.Logging.Abstractions;
using SchemaClaimsSidecar.Storage.Postgres;
using Testing;
using Testing.Postgres;

namespace SchemaClaimsSidecar.Tests.Storage.Postgres;

/// <summary>PostgreSQL stores, opened as tests need them.</summary>
internal static class PostgresStoreFixture
{
    public static async Task<PostgresDatabase> CreateDatabaseAsync() => await (await PostgresCluster.SharedAsync()).CreateDatabaseAsync();

    public static Task<PostgresStore> OpenAsync(string connectionString, TimeProvider? time = null) =>
        OpenAsync(new PostgresStoreOptions { ConnectionString = connectionString }, time);

    public static Task<PostgresStore> OpenAsync(PostgresStoreOptions options, TimeProvider? time = null) =>
        PostgresStoreOpener.OpenAsync(options, time ?? TimeProvider.System, NullLogger<PostgresStore>.Instance, default);

    /// <summary>Opens as many stores as if each were in a process of its own.</summary>
    public static async Task<PostgresStore[]> OpenManyAsync(PostgresDatabase database, int count) =>
        await Task.WhenAll(Enumerable.Range(0, count).Select(i => OpenAsync($"{database.ConnectionString};Search Path=pod{i}")));

    /// <summary>Lets every pause between attempts pass at once.</summary>
    public static async Task<T> RetryAsync<T>(this ManualTimeProvider time, Task<T> task)
    {
        await Eventually.IsTrueAsync(() =>
        {
            time.Advance(TimeSpan.FromMinutes(1));
            return task.IsCompleted;
        });
        return await task;
    }
}
