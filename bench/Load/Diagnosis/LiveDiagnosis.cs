using System.Globalization;
using Load.Sampling;

namespace Load.Diagnosis;

/// <summary>Looks at a running service for a while.</summary>
internal static class LiveDiagnosis
{
    // Requests that began before they were counted distort the first samples.
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(3);

    /// <param name="process">The service.</param>
    /// <param name="postgres">Its database; null when it is not looked at.</param>
    /// <param name="client">What its client sees; null when that is somebody else.</param>
    /// <param name="duration">How long to look.</param>
    /// <param name="clock">Beats the time.</param>
    /// <param name="cancellationToken">Ends it early, with what was seen until then.</param>
    public static async Task<Verdict> ObserveAsync(
        ProcessSource process,
        PostgresSource? postgres,
        Func<ClientSample>? client,
        TimeSpan duration,
        TimeProvider clock,
        CancellationToken cancellationToken)
    {
        var samples = new List<Sample>();
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        await foreach (var sample in new Sampler(process, postgres, client, clock).SampleAsync(end.Token))
        {
            if (sample.Seconds >= WarmUp.TotalSeconds)
                samples.Add(sample);
            // Counted rather than timed: on a machine that is short of breath a sample comes late, and all are needed.
            if (samples.Count > duration / Sampler.Interval)
                await end.CancelAsync();
        }

        return Diagnoser.Diagnose(samples, [.. new[] { process.Problem, postgres?.Problem }.OfType<string>()]);
    }

    public static string Subject(int processId) => "process " + processId.ToString(CultureInfo.InvariantCulture);
}
