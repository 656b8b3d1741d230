using System.Globalization;

namespace Demo;

/// <summary>Latencies of requests in a span of time, as percentiles.</summary>
internal static class Latencies
{
    public static string Of(IEnumerable<RequestLoad.Sample> samples)
    {
        var sorted = samples.Select(sample => sample.Took.TotalMilliseconds).Order().ToArray();
        return sorted.Length == 0
            ? "no requests"
            : string.Create(CultureInfo.InvariantCulture, $"{sorted.Length,6} requests   p50 {At(50):0.00} ms   p99 {At(99):0.00} ms   longest {sorted[^1]:0.0} ms");

        double At(int percent) => sorted[(sorted.Length - 1) * percent / 100];
    }
}
