using Bench.Measuring;

namespace Bench.Scale;

/// <summary>What each step was measured to take, in milliseconds.</summary>
/// <param name="FirstClient">From before the upload until the client of the sidecar with the store has applied it.</param>
/// <param name="Relay">What a relay adds.</param>
/// <param name="Subscriber">What each further subscriber of a sidecar adds for the last of them.</param>
/// <param name="Read">What a sidecar takes of the database.</param>
internal sealed record Costs(IReadOnlyList<double> FirstClient, IReadOnlyList<double> Relay, double Subscriber, Samples Read);
