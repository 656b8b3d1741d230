namespace Bench.Measuring;

/// <summary>Measures several things in turn, A B A B …, so that whatever the machine does meets all of them alike.</summary>
internal static class Interleaved
{
    /// <param name="warmUps">Rounds that do not count.</param>
    /// <param name="rounds">Rounds that count.</param>
    /// <param name="subjects">What to measure; each is told the number of its round, which never repeats.</param>
    /// <param name="cancellationToken">Ends it between two measurements.</param>
    /// <returns>The measurements in the order of the subjects.</returns>
    public static async Task<Samples[]> RunAsync(
        int warmUps, int rounds, CancellationToken cancellationToken, params Func<int, Task<TimeSpan>>[] subjects)
    {
        var samples = Array.ConvertAll(subjects, _ => new Samples());
        for (var round = 0; round < warmUps + rounds; round++)
        {
            for (var i = 0; i < subjects.Length; i++)
            {
                cancellationToken.ThrowIfCancellationRequested();
                var duration = await subjects[i](round);
                if (round >= warmUps)
                    samples[i].Add(duration);
            }
        }

        return samples;
    }
}
