using System.Diagnostics;
using Bench.Measuring;
using Bench.Reporting;
using Bench.Rigs;
using Google.Protobuf;
using SchemaClaims.Contracts;
using SchemaClaims.V1;
using SchemaClaimsSidecar.Distribution;
using SchemaClaimsSidecar.Storage;
using static Bench.Reporting.Format;

namespace Bench.Wire;

/// <summary>1 MiB from the hub to a subscriber, against the same bytes over bare HTTP/2.</summary>
internal sealed class WireBenchmark : IBenchmark
{
    private const double Goal = 1.2;
    private const int Payload = 1024 * 1024;
    private const int WarmUps = 300;
    private const int Rounds = 1000;

    public string Name => "wire";

    public async Task<Section> RunAsync(CancellationToken cancellationToken)
    {
        using var work = new WorkFolder();
        await using var sidecar = await SidecarRig.StartAsync(work);
        var arrival = new Arrival();
        using var subscriber = new RawSubscriber(UnixSockets.HandlerFor(sidecar.DmsSocket), "wire", _ => arrival.Announce());
        await subscriber.Heard;

        // The subscriber is left with the parts of the last release, so that two in turn are always all new.
        var snapshots = new[] { 1, 2 }.Select(seed => Releases.SnapshotOf(Releases.RandomPart(seed, Payload))).ToArray();
        var messages = MessagesOf(Releases.Of(snapshots[0], 1));
        await using var raw = await RawStream.StartAsync(work.NewSocket(), messages.Sum(message => message.Length));

        var samples = await Interleaved.RunAsync(
            WarmUps, Rounds, cancellationToken,
            async round =>
            {
                var release = Releases.Of(snapshots[round % 2], round + 1);
                var arrived = arrival.NextAsync();
                var began = Stopwatch.GetTimestamp();
                sidecar.Hub.Publish(release);
                return Stopwatch.GetElapsedTime(began, await arrived);
            },
            async _ =>
            {
                var began = Stopwatch.GetTimestamp();
                return Stopwatch.GetElapsedTime(began, await raw.PublishAsync(messages));
            });
        return Describe(samples[0], samples[1]);
    }

    // What the sidecar sends for a release, byte for byte: each message and the five bytes before it.
    private static ReadOnlyMemory<byte>[] MessagesOf(StoredRelease release)
    {
        var offer = new Offer
        {
            Release = ByteString.CopyFrom(release.Release.Bytes.Span),
            Manifest = ByteString.CopyFrom(release.Snapshot.Manifest.Bytes.Span),
            MissingBytes = Payload,
        };
        var commit = new Commit { Position = release.Release.Position.ToWire() };
        SubscribeResponse[] responses =
        [
            new() { Offer = offer },
            .. PartBatches.Of(release.Snapshot.Parts).Select(batch => new SubscribeResponse { Parts = batch.Message }),
            new() { Commit = commit },
        ];
        return [.. responses.Select(response => (ReadOnlyMemory<byte>)(byte[])[0, 0, 0, 0, 0, .. response.ToByteArray()])];
    }

    private Section Describe(Samples ours, Samples raw)
    {
        var ratio = ours.Median / raw.Median;
        return new Section(
            Name,
            "1 MiB over a Unix socket",
            $"""
            From the moment at which a release of one part of 1 MiB (random bytes) is given to the hub to the moment at which a
            subscriber has its commit, both in one process. The baseline is the floor: Kestrel writes the same messages of the same
            lengths, each flushed, into one HTTP/2 response, and `SocketsHttpHandler` reads them into one buffer that is used again;
            no gRPC, no protobuf, no memory of its own for what came. {Rounds} rounds in turn.
            """,
            [
                new Verdict(
                    "1 MiB, published → received", $"≤ {Ratio(Goal)} raw HTTP/2", Ratio(ratio), ratio <= Goal,
                    "What is above the floor is the copy of the bytes into memory of the receiver's own, which a snapshot needs."),
            ],
            [
                new Table("", "p50", "p99", "ratio of p50")
                    .Add("release through hub, session, gRPC and stub", Milliseconds(ours.Median), Milliseconds(ours.P99), Ratio(ratio))
                    .Add("raw Kestrel and SocketsHttpHandler", Milliseconds(raw.Median), Milliseconds(raw.P99), Ratio(1)),
            ]);
    }
}
