using System.Collections.Concurrent;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace EndToEnd.Tests.Telemetry;

/// <summary>Takes what is sent over OTLP/HTTP, and keeps the texts in it by path.</summary>
internal sealed class OtlpCollector : IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, string> _received = new();
    private readonly WebApplication _app;

    private OtlpCollector(WebApplication app)
    {
        _app = app;
        app.MapPost("/v1/{signal}", async (string signal, HttpRequest request) =>
        {
            using var body = new MemoryStream();
            await request.Body.CopyToAsync(body);
            _received.AddOrUpdate(signal, _ => TextOf(body), (_, before) => before + TextOf(body));
            return Results.Bytes([], "application/x-protobuf");
        });
    }

    public string Address => _app.Urls.Single();

    public static async Task<OtlpCollector> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var collector = new OtlpCollector(builder.Build());
        await collector._app.StartAsync();
        return collector;
    }

    /// <summary>Whether a text has come with a signal: <c>metrics</c> or <c>traces</c>.</summary>
    public bool HasReceived(string signal, string text) =>
        _received.TryGetValue(signal, out var all) && all.Contains(text, StringComparison.Ordinal);

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    private static string TextOf(MemoryStream body) => Encoding.Latin1.GetString(body.ToArray());
}
