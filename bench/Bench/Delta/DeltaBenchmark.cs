using Bench.Inputs;
using Bench.Reporting;
using Bench.Rigs;
using Dms.Client.Snapshots;
using SchemaGeneration;
using static Bench.Reporting.Format;

namespace Bench.Delta;

/// <summary>One resource of 350 changes: what goes over the wire, and what stays as it is in the client.</summary>
internal sealed class DeltaBenchmark : IBenchmark
{
    private const double Goal = 1.1;
    private const int Seeds = 10;

    public string Name => "delta";

    public async Task<Section> RunAsync(CancellationToken cancellationToken)
    {
        var schema = SchemaGenerator.Generate(seed: 1, new GeneratorOptions());
        using var work = new WorkFolder();
        await using var sidecar = await SidecarRig.StartAsync(work);
        var received = 0L;
        await using var client = await ClientRig.StartAsync(sidecar, options => options.ConfigureHandler = handler =>
        {
            var connect = handler.ConnectCallback!;
            handler.ConnectCallback = async (context, cancellation) =>
                new CountingStream(await connect(context, cancellation), count => Interlocked.Add(ref received, count));
        });

        var core = schema.Core;
        await ApplyAsync(core);
        var deltas = new List<Change>();
        foreach (var seed in Enumerable.Range(1, Seeds))
        {
            var before = client.Snapshots.Current;
            var receivedBefore = Interlocked.Read(ref received);
            var mutated = schema.MutateResource(seed);
            await ApplyAsync(mutated.Core);
            await QuietAsync(() => Interlocked.Read(ref received), cancellationToken);
            deltas.Add(Change.Between(before, client.Snapshots.Current, Interlocked.Read(ref received) - receivedBefore));
            // Back again, so that each change is one of one resource.
            await ApplyAsync(core);
            await QuietAsync(() => Interlocked.Read(ref received), cancellationToken);
        }

        return Describe(deltas, client.Snapshots.Current);

        async Task ApplyAsync(byte[] document)
        {
            var applied = client.Snapshots.NextAsync(cancellationToken);
            await sidecar.Uploader.UploadSchemaAsync(
                new SchemaSet("generated", new NamedDocument("core.json", document), []), cancellationToken);
            await applied;
        }
    }

    // A report and a heartbeat follow a swap; they belong to the change too.
    private static async Task QuietAsync(Func<long> count, CancellationToken cancellationToken)
    {
        var before = -1L;
        while (before != (before = count()))
            await Task.Delay(TimeSpan.FromMilliseconds(200), cancellationToken);
    }

    private Section Describe(List<Change> changes, DmsSnapshot snapshot)
    {
        var worst = changes.MaxBy(change => change.Ratio)!;
        var least = changes.Min(change => change.SameResources);
        var resources = worst.Resources;
        var whole = snapshot.Parts.Sum(part => (long)part.Content.Length);
        return new Section(
            Name,
            "one resource of 350 changes",
            $"""
            A generated core (seed 1, {resources} resources, {Bytes(whole)} of parts) in which one resource gets another property; {Seeds}
            resources (seeds 1 to {Seeds}), each changed and changed back. Counted are all bytes that come out of the client's connection
            from the upload until it is quiet again: HTTP/2 and gRPC framing, offer, parts, commit, heartbeat, the answer to the report.
            The baseline is the least that can be sent: the changed part and the manifest. The table shows the change with the worst
            ratio.
            """,
            [
                new Verdict(
                    "one resource of 350: bytes on the wire", $"≤ {Ratio(Goal)} (part + manifest)", Ratio(worst.Ratio), worst.Ratio <= Goal,
                    "The rest is framing, the offer's release, and heartbeats that fell into the measurement."),
                new Verdict(
                    "one resource of 350: resources that stay the same object", $"{resources - 1}", $"{least}", least == resources - 1,
                    "More parts than one have changed."),
            ],
            [
                new Table("", "bytes", "ratio")
                    .Add("received", Number(worst.Received), Ratio(worst.Ratio))
                    .Add("changed part and manifest", Number(worst.Part + worst.Manifest), Ratio(1))
                    .Add("… the changed part", Number(worst.Part), Ratio((double)worst.Part / (worst.Part + worst.Manifest)))
                    .Add("… the manifest", Number(worst.Manifest), Ratio((double)worst.Manifest / (worst.Part + worst.Manifest)))
                    .Add("all parts, for comparison", Number(whole), Ratio((double)whole / (worst.Part + worst.Manifest))),
            ]);
    }
}
