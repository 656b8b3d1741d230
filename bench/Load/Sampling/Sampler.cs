using System.Runtime.CompilerServices;

namespace Load.Sampling;

/// <summary>Looks at all sides once a second. The sources stay their owner's, who disposes them.</summary>
/// <param name="process">The process that is looked at; null when none is.</param>
/// <param name="postgres">Its database; null when it is not looked at.</param>
/// <param name="client">What the sender of the requests sees, on every call; null when it is somebody else.</param>
/// <param name="clock">Beats the time.</param>
public sealed class Sampler(ProcessSource? process, PostgresSource? postgres, Func<ClientSample>? client, TimeProvider clock)
{
    /// <summary>How long it is from one sample to the next.</summary>
    public static TimeSpan Interval { get; } = TimeSpan.FromSeconds(1);

    /// <summary>
    /// Samples until cancelled, and then ends without an exception. A sample that takes long delays the next; none is doubled.
    /// </summary>
    public async IAsyncEnumerable<Sample> SampleAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var start = clock.GetTimestamp();
        using var timer = new PeriodicTimer(Interval, clock);
        while (await NextAsync(timer, start, cancellationToken) is { } sample)
            yield return sample;
    }

    private async Task<Sample?> NextAsync(PeriodicTimer timer, long start, CancellationToken cancellationToken)
    {
        try
        {
            await timer.WaitForNextTickAsync(cancellationToken);
            var sample = new Sample
            {
                Seconds = clock.GetElapsedTime(start).TotalSeconds,
                Client = client?.Invoke(),
                Machine = MachineSource.Read(),
            };
            // One after the other: a source takes milliseconds, and what belongs together should be of one moment.
            if (process is not null)
                sample = await process.FillAsync(sample, cancellationToken);
            return postgres is null ? sample : sample with { Postgres = await postgres.ReadAsync(cancellationToken) };
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return null;
        }
    }
}
