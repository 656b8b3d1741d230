using System.Diagnostics;

namespace Demo;

/// <summary>Requests without a pause, each timed, until it is stopped.</summary>
internal sealed class RequestLoad : IAsyncDisposable
{
    private const int Workers = 4;

    private readonly HttpClient _http;
    private readonly CancellationTokenSource _stop = new();
    private readonly Task<List<Sample>>[] _workers;

    public RequestLoad(string url)
    {
        _http = new HttpClient { BaseAddress = new Uri(url) };
        _workers = [.. Enumerable.Range(0, Workers).Select(_ => Task.Run(SendAsync))];
    }

    /// <summary>Stops and returns every request that was sent, in no order.</summary>
    public async Task<IReadOnlyList<Sample>> StopAsync()
    {
        await _stop.CancelAsync();
        return [.. (await Task.WhenAll(_workers)).SelectMany(samples => samples)];
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _http.Dispose();
        _stop.Dispose();
    }

    private async Task<List<Sample>> SendAsync()
    {
        var samples = new List<Sample>();
        while (!_stop.IsCancellationRequested)
        {
            var sentAt = DateTimeOffset.UtcNow;
            var watch = Stopwatch.GetTimestamp();
            using var answer = await _http.GetAsync(new Uri("data/ed-fi/students", UriKind.Relative));
            var took = Stopwatch.GetElapsedTime(watch);
            samples.Add(new Sample(sentAt, took, (int)answer.StatusCode, answer.Headers.GetValues("Schema-Generation").Single()));
        }

        return samples;
    }

    /// <summary>One request: when it was sent, how long it took, and what was answered under which release.</summary>
    internal sealed record Sample(DateTimeOffset SentAt, TimeSpan Took, int Status, string Generation);
}
