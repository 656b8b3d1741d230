using System.Diagnostics;
using System.Net;
using MiniDms.Tests.Support;
using Testing;
using Testing.Postgres;

namespace MiniDms.Tests;

public sealed class ReloadLockTests
{
    private const int Others = 20;

    // The file is a pipe, so that reading it lasts for as long as the test likes.
    [PostgresFact]
    public async Task InvestigatedMode_WhileItReadsTheSchemaAnew_LetsWhoNeedsTheSchemaWait()
    {
        using var folder = new TemporaryFolder();
        var core = await File.ReadAllBytesAsync(Path.Combine(AppContext.BaseDirectory, "schema", "core.json"));
        await File.WriteAllBytesAsync(folder["core.json"], core);
        await using var database = await (await PostgresCluster.SharedAsync()).CreateDatabaseAsync();
        await using var process = await MiniDmsProcess.StartAsync(
            BothModes.Investigated, "--postgres", database.ConnectionString, "--core", folder["core.json"], "--students", "1",
            "--offerings", "1");
        File.Delete(folder["core.json"]);
        await Process.Start("mkfifo", folder["core.json"]).WaitForExitAsync();

        var reload = process.Api.SendAsync("POST", "/management/reload-api-schema", client: null);
        Task<Reply> request;
        // Returns when the other end is opened, too.
        var opening = Task.Run(() => new FileStream(folder["core.json"], FileMode.Open, FileAccess.Write, FileShare.ReadWrite));
        await using (var pipe = await opening)
        {
            request = process.Api.SendAsync("GET", "/metadata/dependencies", client: null);
            for (var other = 0; other < Others; other++)
                Assert.Equal(HttpStatusCode.OK, (await process.Api.SendAsync("GET", "/health", client: null)).Status);
            Assert.False(request.IsCompleted);
            await pipe.WriteAsync(core);
        }

        Assert.Equal(HttpStatusCode.OK, (await reload).Status);
        Assert.Equal(HttpStatusCode.OK, (await request).Status);
    }
}
