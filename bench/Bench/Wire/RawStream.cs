using System.Threading.Channels;
using Bench.Rigs;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Logging;
using SchemaClaims.Contracts;

namespace Bench.Wire;

/// <summary>The floor: one response of Kestrel's over HTTP/2 that never ends, read into one buffer. Messages are bytes and nothing else.</summary>
internal sealed class RawStream : IAsyncDisposable
{
    private readonly Channel<ReadOnlyMemory<byte>[]> _published = Channel.CreateUnbounded<ReadOnlyMemory<byte>[]>();
    private readonly Arrival _arrival = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly WebApplication _app;
    private readonly HttpMessageInvoker _client;
    private readonly int _length;

    private RawStream(WebApplication app, HttpMessageInvoker client, int length) => (_app, _client, _length) = (app, client, length);

    /// <param name="socket">Where to listen.</param>
    /// <param name="length">How many bytes one publication has.</param>
    public static async Task<RawStream> StartAsync(string socket, int length)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.ListenUnixSocket(socket, listen => listen.Protocols = HttpProtocols.Http2));
        var stream = new RawStream(builder.Build(), new HttpMessageInvoker(UnixSockets.HandlerFor(socket)), length);
        stream._app.Run(stream.ServeAsync);
        await stream._app.StartAsync();
        var connected = new TaskCompletionSource();
        _ = stream.ReadAsync(connected);
        await connected.Task;
        return stream;
    }

    /// <summary>Sends the messages, each flushed, and waits for the last byte.</summary>
    /// <returns>When the last byte was there.</returns>
    public Task<long> PublishAsync(ReadOnlyMemory<byte>[] messages)
    {
        var arrived = _arrival.NextAsync();
        _published.Writer.TryWrite(messages);
        return arrived;
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _client.Dispose();
        await _app.StopAsync();
        await _app.DisposeAsync();
        _stop.Dispose();
    }

    private async Task ServeAsync(HttpContext context)
    {
        await context.Response.StartAsync(_stop.Token);
        await context.Response.BodyWriter.FlushAsync(_stop.Token);
        await foreach (var messages in _published.Reader.ReadAllAsync(_stop.Token))
        {
            foreach (var message in messages)
                await context.Response.BodyWriter.WriteAsync(message, _stop.Token);
        }
    }

    private async Task ReadAsync(TaskCompletionSource connected)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "http://localhost/")
        {
            Version = new Version(2, 0),
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
        };
        try
        {
            using var response = await _client.SendAsync(request, _stop.Token);
            await using var body = await response.Content.ReadAsStreamAsync(_stop.Token);
            connected.SetResult();
            var buffer = new byte[_length];
            while (true)
            {
                await body.ReadExactlyAsync(buffer, _stop.Token);
                _arrival.Announce();
            }
        }
        catch (Exception) when (_stop.IsCancellationRequested)
        {
            // The measurement is over.
        }
        catch (Exception failure)
        {
            connected.TrySetException(failure);
        }
    }
}
