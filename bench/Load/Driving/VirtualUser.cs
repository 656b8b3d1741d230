using System.Net.Http.Headers;
using System.Text;

namespace Load.Driving;

/// <summary>Somebody who sends requests over connections of their own: users share no pool, which would limit them all.</summary>
internal sealed class VirtualUser : IDisposable
{
    private readonly HttpClient _client;
    private int _connections;

    /// <param name="server">The address of the server.</param>
    /// <param name="token">The bearer token; null for none.</param>
    /// <param name="patience">How long to wait for an answer before it counts as failed.</param>
    public VirtualUser(Uri server, string? token, TimeSpan patience)
    {
        var connections = new SocketsHttpHandler { UseProxy = false };
        connections.PlaintextStreamFilter = (context, _) =>
        {
            Interlocked.Increment(ref _connections);
            return ValueTask.FromResult(context.PlaintextStream);
        };
        _client = Client(connections, server, token, patience);
    }

    internal VirtualUser(HttpMessageHandler connections, Uri server, string? token, TimeSpan patience) =>
        _client = Client(connections, server, token, patience);

    /// <summary>Connections that were opened; none is closed before the user has long been idle.</summary>
    public int Connections => Volatile.Read(ref _connections);

    /// <summary>Sends a call and reads the whole answer. A server that is away is a failure, not an error.</summary>
    /// <returns>Why it failed; null where it succeeded.</returns>
    /// <exception cref="OperationCanceledException">The caller cancelled.</exception>
    public async Task<string?> SendAsync(Call call, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(call.Method, call.Path);
        if (call.Body is not null)
            request.Content = new StringContent(call.Body, Encoding.UTF8, "application/json");
        try
        {
            using var response = await _client.SendAsync(request, cancellationToken);
            return response.IsSuccessStatusCode ? null : await FailureCause.OfAsync(response, cancellationToken);
        }
        catch (HttpRequestException failure)
        {
            return FailureCause.Of(failure);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return FailureCause.NoAnswer;
        }
    }

    public void Dispose() => _client.Dispose();

    private static HttpClient Client(HttpMessageHandler connections, Uri server, string? token, TimeSpan patience)
    {
        var client = new HttpClient(connections) { BaseAddress = server, Timeout = patience };
        if (token is not null)
            client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return client;
    }
}
