using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;

namespace Load.Tests.Support;

/// <summary>Another service, which answers late.</summary>
internal sealed class SlowService : IAsyncDisposable
{
    private static readonly TimeSpan Late = TimeSpan.FromMilliseconds(250);

    private readonly WebApplication _app;

    private SlowService(WebApplication app) => _app = app;

    public string Address => _app.Urls.Single();

    public static async Task<SlowService> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        app.MapGet("/", (CancellationToken end) => Task.Delay(Late, end));
        await app.StartAsync();
        return new SlowService(app);
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
