using System.Diagnostics;
using Bench.Inputs;
using Bench.Measuring;
using Bench.Reporting;
using Bench.Rigs;
using static Bench.Reporting.Format;

namespace Bench.Schema;

/// <summary>A whole schema, from the administrator's first byte to the client's swap, against reading its JSON once.</summary>
internal sealed class SchemaBenchmark : IBenchmark
{
    private const double Goal = 4;
    private const int WarmUps = 8;
    private const int Rounds = 40;

    public string Name => "schema";

    public async Task<Section> RunAsync(CancellationToken cancellationToken)
    {
        var schema = SchemaSet.Load();
        using var work = new WorkFolder();
        await using var sidecar = await SidecarRig.StartAsync(work);
        await using var client = await ClientRig.StartAsync(sidecar);
        var first = client.Snapshots.NextAsync(cancellationToken);
        await sidecar.Uploader.UploadSchemaAsync(schema, cancellationToken);
        await first;

        var (one, all) = (new Stages(), new Stages());
        var samples = await Interleaved.RunAsync(
            WarmUps, Rounds, cancellationToken,
            async round =>
            {
                var changed = schema.WithExtensionDescription($"Described for the {round}th time.");
                return await MeasureAsync(changed, sidecar, client, round >= WarmUps ? one : null, cancellationToken);
            },
            async round =>
            {
                await using var freshSidecar = await SidecarRig.StartAsync(work);
                await using var freshClient = await ClientRig.StartAsync(freshSidecar);
                return await MeasureAsync(schema, freshSidecar, freshClient, round >= WarmUps ? all : null, cancellationToken);
            },
            _ => Parsing.ParseAsync(schema.Documents.Select(document => (ReadOnlyMemory<byte>)document.Content)));
        return Describe(schema, work, one, all, samples);
    }

    private static async Task<TimeSpan> MeasureAsync(
        SchemaSet schema, SidecarRig sidecar, ClientRig client, Stages? stages, CancellationToken cancellationToken)
    {
        var applied = client.Snapshots.NextAsync(cancellationToken);
        var durable = Timestamps.AfterAsync(sidecar.Hub.Changed.Next);
        var upload = await sidecar.Uploader.UploadSchemaAsync(schema, cancellationToken);
        var (_, at) = await applied;
        stages?.Add(upload, await durable, at);
        return Stopwatch.GetElapsedTime(upload.Began, at);
    }

    private Section Describe(SchemaSet schema, WorkFolder work, Stages one, Stages all, Samples[] samples)
    {
        var (oneTotal, allTotal, parse) = (samples[0], samples[1], samples[2]);
        return new Section(
            Name,
            "a schema, uploaded → applied",
            $"""
            Uploads {schema.Origin}, {schema.Length / 1e6:0.0} MB in all, until `ISnapshots.Current` is the new snapshot: once into a
            sidecar and a client that have nothing, once over a release in which only the description of an extension was another.
            Sidecar and client in one process, over Unix sockets; file store on {work.FileSystem}. {Rounds} rounds in turn. The baseline
            is `JsonDocument.Parse` of the same documents, one after the other. Beyond that the sidecar validates, merges, puts into
            canonical form, hashes and stores them, and the client verifies and reads the parts.
            """,
            [VerdictOf("everything is new", allTotal, all, parse), VerdictOf("one extension's description", oneTotal, one, parse)],
            [
                new Table("", "p50", "p99", "ratio of p50")
                    .Add("everything is new", Milliseconds(allTotal.Median), Milliseconds(allTotal.P99), Ratio(allTotal.Median / parse.Median))
                    .Add("one extension's description", Milliseconds(oneTotal.Median), Milliseconds(oneTotal.P99), Ratio(oneTotal.Median / parse.Median))
                    .Add("`JsonDocument.Parse`", Milliseconds(parse.Median), Milliseconds(parse.P99), Ratio(1)),
                Stages.TableOf(("everything is new", all), ("one extension's description", one)),
            ]);
    }

    private static Verdict VerdictOf(string what, Samples total, Stages stages, Samples parse)
    {
        var ratio = total.Median / parse.Median;
        return new Verdict(
            $"4.7 MB of schema, uploaded → applied: {what}", $"≤ {Ratio(Goal)} `JsonDocument.Parse`", Ratio(ratio), ratio <= Goal,
            $"The stage that takes longest: {stages.Longest}. Measured by themselves, hashing (by uploader, sidecar and client), parsing "
            + "with unique keys, the canonical form, the client's reading and the pack on disk add up to about 6.7 × when all is new.");
    }
}
