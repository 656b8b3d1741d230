using System.Net.Http.Headers;
using EndToEnd.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace MiniDms.Tests.Support;

/// <summary>A Configuration Service that asks another one, and can hold back its claims.</summary>
internal sealed class HeldConfigurationService : IAsyncDisposable
{
    private readonly HttpClient _other;
    private readonly WebApplication _app;
    private readonly Changes _changes = new();
    private TaskCompletionSource? _hold;
    private int _waiting;

    private HeldConfigurationService(Uri other)
    {
        _other = new HttpClient { BaseAddress = other };
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _app = builder.Build();
        _app.MapPost("/connect/token", (Delegate)ForwardAsync);
        _app.MapGet("/authorizationMetadata", (Delegate)ClaimsAsync);
    }

    public Uri Url => new(_app.Urls.First());

    /// <summary>How many wait for claims that are held back.</summary>
    public int Waiting => Volatile.Read(ref _waiting);

    public static async Task<HeldConfigurationService> StartAsync(Uri other)
    {
        var service = new HeldConfigurationService(other);
        await service._app.StartAsync();
        return service;
    }

    /// <summary>Holds back claims from now on.</summary>
    public void Hold() => _hold = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Gives them to all who wait.</summary>
    public void Release() => Interlocked.Exchange(ref _hold, null)?.TrySetResult();

    public Task WaitForAsync(int waiting) =>
        _changes.WaitForAsync(() => Waiting >= waiting ? this : null, () => $"{Waiting} of {waiting} callers");

    public async ValueTask DisposeAsync()
    {
        Release();
        await _app.DisposeAsync();
        _other.Dispose();
    }

    private async Task<IResult> ClaimsAsync(HttpContext context)
    {
        if (Volatile.Read(ref _hold) is { } hold)
        {
            Interlocked.Increment(ref _waiting);
            _changes.Pulse();
            await hold.Task.WaitAsync(context.RequestAborted);
            Interlocked.Decrement(ref _waiting);
        }

        return await ForwardAsync(context);
    }

    private async Task<IResult> ForwardAsync(HttpContext context)
    {
        using var request = new HttpRequestMessage(new HttpMethod(context.Request.Method), context.Request.Path);
        if (context.Request.Headers.Authorization is [{ } authorization])
            request.Headers.Authorization = AuthenticationHeaderValue.Parse(authorization);
        if (context.Request.ContentType is { } type)
            request.Content = new StreamContent(context.Request.Body) { Headers = { ContentType = MediaTypeHeaderValue.Parse(type) } };
        using var response = await _other.SendAsync(request, context.RequestAborted);
        return Results.Bytes(await response.Content.ReadAsByteArrayAsync(context.RequestAborted), "application/json");
    }
}
