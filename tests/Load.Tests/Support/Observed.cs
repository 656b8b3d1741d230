using Load.Sampling;

namespace Load.Tests.Support;

/// <summary>What the sampler sees of a service.</summary>
internal static class Observed
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>Samples until a sample is as wished, and returns that.</summary>
    /// <exception cref="TimeoutException">It did not come.</exception>
    public static async Task<Sample> UntilAsync(Sampler sampler, Predicate<Sample> wished)
    {
        Sample? last = null;
        using var end = new CancellationTokenSource(Patience);
        await foreach (var sample in sampler.SampleAsync(end.Token))
        {
            last = sample;
            if (wished(sample))
                return sample;
        }

        throw new TimeoutException($"Not within {Patience}; the last sample was {last}.");
    }
}
