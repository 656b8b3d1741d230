using Load.Diagnosis.Facts;

namespace Load.Diagnosis;

/// <summary>
/// In flight = throughput × latency, on both sides. Where the counted and the computed number differ much, the load was not steady.
/// </summary>
internal static class LittlesLaw
{
    private const double MillisecondsPerSecond = 1000;

    public static IEnumerable<Evidence> Evidence(Observation seen)
    {
        if (seen.Client is { } client)
        {
            yield return new("client: in flight, counted", client.InFlight);
            foreach (var one in Computed("client", client.Throughput, client.InFlightByLaw))
                yield return one;
        }

        if (seen.Server is { } server)
        {
            yield return new("service: in flight, counted", server.Active);
            foreach (var one in Computed("service", server.Throughput, server.ActiveByLaw))
                yield return one;
            yield return new("service: answers of 500 and above", server.Failures, "/s");
        }
    }

    private static IEnumerable<Evidence> Computed(string side, double? throughput, double? inFlight)
    {
        if (throughput is not (> 0 and var answers) || inFlight is not { } computed)
            yield break;
        yield return new($"{side}: answers", answers, "/s");
        yield return new($"{side}: latency", computed / answers * MillisecondsPerSecond, "ms");
        yield return new($"{side}: in flight, throughput × latency", computed);
    }
}
