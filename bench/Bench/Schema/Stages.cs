using System.Diagnostics;
using Bench.Measuring;
using Bench.Reporting;
using Bench.Rigs;
using static Bench.Reporting.Format;

namespace Bench.Schema;

/// <summary>Where the time between an upload and its application goes.</summary>
internal sealed class Stages
{
    private static readonly string[] Names =
        ["send the documents", "compile", "compose and store", "transfer, verify, read and swap"];

    private readonly Samples[] _samples = [.. Names.Select(_ => new Samples())];

    /// <summary>The stage with the largest median, in words.</summary>
    public string Longest =>
        Names.Zip(_samples).MaxBy(stage => stage.Second.Median) is var (name, samples) ? $"{name}, {Milliseconds(samples.Median)}" : "";

    public void Add(Upload upload, long durable, long applied)
    {
        long[] times = [upload.Began, upload.Sent, upload.Compiled, durable, applied];
        for (var i = 0; i < Names.Length; i++)
            _samples[i].Add(Stopwatch.GetElapsedTime(times[i], times[i + 1]));
    }

    public static Table TableOf(params (string What, Stages Stages)[] columns)
    {
        var table = new Table(["p50 of each stage", .. columns.Select(column => column.What)]);
        for (var i = 0; i < Names.Length; i++)
            table.Add([Names[i], .. columns.Select(column => Milliseconds(column.Stages._samples[i].Median))]);
        return table;
    }
}
