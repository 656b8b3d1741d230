using System.Diagnostics;
using Bench.Inputs;
using Bench.Measuring;
using Bench.Reporting;
using Bench.Rigs;
using SchemaClaims.Contracts;
using static Bench.Reporting.Format;

namespace Bench.Claims;

/// <summary>A change of the claims, from the administrator's first byte to the client's swap.</summary>
internal sealed class ClaimsBenchmark : IBenchmark
{
    private const double Goal = 10;
    private const int WarmUps = 50;
    private const int Rounds = 300;

    public string Name => "claims";

    public async Task<Section> RunAsync(CancellationToken cancellationToken)
    {
        var schema = SchemaSet.Load();
        var claims = ClaimsSet.Load(schema);
        using var work = new WorkFolder();
        await using var sidecar = await SidecarRig.StartAsync(work);
        await using var client = await ClientRig.StartAsync(sidecar);
        var first = client.Snapshots.NextAsync(cancellationToken);
        await sidecar.Uploader.UploadSchemaAsync(schema, cancellationToken);
        await first;

        var (uploaded, durable) = (new Samples(), new Samples());
        ReadOnlyMemory<byte> metadata = default;
        using var flushes = new StoreFlushes(work.NewFolder());
        var samples = await Interleaved.RunAsync(
            WarmUps, Rounds, cancellationToken,
            async round =>
            {
                var changed = claims.WithClaimSet($"Bench-{round:00000}");
                var applied = client.Snapshots.NextAsync(cancellationToken);
                var stored = Timestamps.AfterAsync(sidecar.Hub.Changed.Next);
                var upload = await sidecar.Uploader.UploadClaimsAsync(changed, cancellationToken);
                var (snapshot, at) = await applied;
                metadata = snapshot.RawPart(PartNames.Claims);
                flushes.Size = metadata.Length + changed.Document.Content.Length + snapshot.Candidate.Manifest.Bytes.Length;
                if (round >= WarmUps)
                {
                    uploaded.Add(Stopwatch.GetElapsedTime(upload.Began, upload.Sent));
                    durable.Add(Stopwatch.GetElapsedTime(upload.Began, await stored));
                }

                return Stopwatch.GetElapsedTime(upload.Began, at);
            },
            _ => Parsing.ParseAsync(metadata),
            _ => flushes.WriteAsync());
        return Describe(claims, work, metadata.Length, uploaded, durable, samples);
    }

    private Section Describe(ClaimsSet claims, WorkFolder work, int length, Samples uploaded, Samples durable, Samples[] samples)
    {
        var (ours, parse, flush) = (samples[0], samples[1], samples[2]);
        return new Section(
            Name,
            "a change of the claims, uploaded → applied",
            $"""
            Uploads {claims.Origin}, {Bytes(claims.Document.Content.Length)}, with another claim set each time, into a snapshot that has
            a schema too; until `ISnapshots.Current` is the new snapshot. Claims as DMS reads them have {Number(length / 1000.0)} kB.
            Sidecar and client in one process, over Unix sockets; file store on {work.FileSystem}. {Rounds} changes. Baselines:
            `JsonDocument.Parse` of the claims as DMS reads them, and what the store must flush to disk in any case (a file of the
            release's new bytes, its folder, a line of a log), written by itself.
            """,
            [
                new Verdict(
                    "340 kB of claims, uploaded → applied", $"p50 ≤ {Number(Goal)} ms", Milliseconds(ours.Median), ours.Median <= Goal,
                    $"The disk alone takes {Milliseconds(flush.Median)} to flush what was uploaded."),
            ],
            [
                new Table("", "p50", "p99", "ratio of p50")
                    .Add("uploaded → applied", Milliseconds(ours.Median), Milliseconds(ours.P99), Ratio(1))
                    .Add("… of it until all is in the staging area", Milliseconds(uploaded.Median), Milliseconds(uploaded.P99), Ratio(uploaded.Median / ours.Median))
                    .Add("… of it until the release is durable", Milliseconds(durable.Median), Milliseconds(durable.P99), Ratio(durable.Median / ours.Median))
                    .Add("the flushes alone", Milliseconds(flush.Median), Milliseconds(flush.P99), Ratio(flush.Median / ours.Median))
                    .Add("`JsonDocument.Parse`", Milliseconds(parse.Median), Milliseconds(parse.P99), Ratio(parse.Median / ours.Median)),
            ]);
    }
}
