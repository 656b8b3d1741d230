using System.Diagnostics;
using System.Text.Json;

namespace Bench.Measuring;

/// <summary>The baseline of everything that has to look at JSON: <see cref="JsonDocument.Parse(ReadOnlyMemory{byte}, JsonDocumentOptions)"/>.</summary>
internal static class Parsing
{
    public static Task<TimeSpan> ParseAsync(params IEnumerable<ReadOnlyMemory<byte>> documents)
    {
        var began = Stopwatch.GetTimestamp();
        foreach (var document in documents)
            JsonDocument.Parse(document).Dispose();
        return Task.FromResult(Stopwatch.GetElapsedTime(began));
    }
}
