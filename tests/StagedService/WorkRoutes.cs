using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;

namespace StagedService;

internal static class WorkRoutes
{
    private const int HashRounds = 3000;

    private static readonly Lock Hot = new();
    private static readonly SemaphoreSlim OneAtATime = new(1);
    private static readonly TimeSpan Short = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan Long = TimeSpan.FromMilliseconds(100);

    public static void MapWork(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/compute", Compute);
        routes.MapGet("/lock", () =>
        {
            lock (Hot)
                Thread.Sleep(Short);
        });
        routes.MapGet("/block", () => Thread.Sleep(Long));
        // Waits that no counter of the runtime shows.
        routes.MapGet("/asynchronous-lock", async (CancellationToken end) =>
        {
            await OneAtATime.WaitAsync(end);
            try
            {
                await Task.Delay(Short, end);
            }
            finally
            {
                OneAtATime.Release();
            }
        });
    }

    private static string Compute()
    {
        var hash = new byte[SHA256.HashSizeInBytes];
        for (var round = 0; round < HashRounds; round++)
            SHA256.HashData(hash, hash);
        return Convert.ToHexString(hash);
    }
}
