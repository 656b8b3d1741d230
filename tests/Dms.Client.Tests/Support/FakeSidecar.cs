using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Dms.Client.Subscription;
using Google.Protobuf;
using SchemaClaims.Contracts;
using SchemaClaims.V1;
using Position = SchemaClaims.Contracts.Position;

namespace Dms.Client.Tests.Support;

/// <summary>
/// A sidecar that follows docs/protocol.md to the letter and counts what a subscriber holds as that page says. Its streams break
/// when the test says so, and cut parts as its random numbers say.
/// </summary>
internal sealed class FakeSidecar(Random random) : IDistribution
{
    private readonly Lock _lock = new();
    private readonly HashSet<Digest> _everPublished = [];
    private PublishedRelease? _latest;
    private int _openStreams;
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private TaskCompletionSource _broken = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The largest piece that is sent, in bytes.</summary>
    public int MaxPieceBytes { get; init; } = Protocol.MaxPieceBytes;

    /// <summary>How many messages a stream sends before it breaks; asked at each subscription.</summary>
    public Func<int> MessagesBeforeBreak { get; set; } = () => int.MaxValue;

    public ConcurrentQueue<ReportRequest> Reports { get; } = new();

    public ConcurrentQueue<SubscribeRequest> Requests { get; } = new();

    /// <summary>How many streams are open.</summary>
    public int OpenStreams => Volatile.Read(ref _openStreams);

    /// <summary>How many transfers gave way to a newer release.</summary>
    public int Aborted { get; private set; }

    /// <summary>How many bytes of parts were sent in all.</summary>
    public long SentBytes { get; private set; }

    public void Publish(PublishedRelease release)
    {
        TaskCompletionSource changed;
        lock (_lock)
        {
            _latest = release;
            _everPublished.UnionWith(release.Parts.Select(part => part.Digest));
            (changed, _changed) = (_changed, new(TaskCreationOptions.RunContinuationsAsynchronously));
        }

        changed.SetResult();
    }

    /// <summary>Breaks every stream that is open.</summary>
    public void BreakStreams()
    {
        lock (_lock)
        {
            _broken.SetResult();
            _broken = new(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }

    public async IAsyncEnumerable<SubscribeResponse> SubscribeAsync(
        SubscribeRequest request, Action heard, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        Requests.Enqueue(request.Clone());
        var messages = 0;
        int limit;
        Task broken;
        lock (_lock)
            (limit, broken) = (MessagesBeforeBreak(), _broken.Task);
        Interlocked.Increment(ref _openStreams);
        try
        {
            await foreach (var message in FollowAsync(request, broken, cancellationToken))
            {
                if (broken.IsCompleted || messages++ >= limit)
                    throw new IOException("the stream broke");
                yield return message;
                await PauseAsync();
            }
        }
        finally
        {
            Interlocked.Decrement(ref _openStreams);
        }
    }

    public Task ReportAsync(ReportRequest request, CancellationToken cancellationToken)
    {
        Reports.Enqueue(request.Clone());
        return Task.CompletedTask;
    }

    private async IAsyncEnumerable<SubscribeResponse> FollowAsync(
        SubscribeRequest request, Task broken, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var held = request.HeldDigests.ToByteArray().Chunk(Digest.Size).Select(bytes => Digest.FromBytes(bytes)).ToHashSet();
        Assert.Subset(_everPublished, held);
        Position? sent = null;
        while (true)
        {
            var (latest, changed) = Latest();
            if (latest is null || latest.Position == sent || IsSettled(latest, request))
            {
                yield return new SubscribeResponse { Heartbeat = new Heartbeat { Latest = latest is null ? null : ToWire(latest.Position) } };
                await Task.WhenAny(changed, broken, Task.Delay(Timeout.Infinite, cancellationToken));
                cancellationToken.ThrowIfCancellationRequested();
                continue;
            }

            var missing = latest.Parts.Where(part => !held.Contains(part.Digest)).DistinctBy(part => part.Digest).ToArray();
            yield return ToOffer(latest);
            foreach (var (message, completed) in Cut(missing))
            {
                if (Latest().Release != latest)
                    break;
                yield return message;
                held.UnionWith(completed);
            }

            if (Latest().Release != latest)
            {
                Aborted++;
                continue;
            }

            yield return new SubscribeResponse { Commit = new Commit { Position = ToWire(latest.Position) } };
            held = [.. latest.Parts.Select(part => part.Digest)];
            sent = latest.Position;
        }
    }

    private IEnumerable<(SubscribeResponse Message, IReadOnlyList<Digest> Completed)> Cut(IReadOnlyList<SchemaClaims.Contracts.Part> parts)
    {
        var message = new Parts();
        var completed = new List<Digest>();
        foreach (var part in parts)
        {
            var offset = 0;
            do
            {
                var length = Math.Min(part.Content.Length - offset, 1 + Next(MaxPieceBytes));
                message.Pieces.Add(new PartPiece
                {
                    Digest = ByteString.CopyFrom(part.Digest.ToBytes()),
                    Offset = (ulong)offset,
                    Data = ByteString.CopyFrom(part.Content.Span.Slice(offset, length)),
                });
                offset += length;
                SentBytes += length;
                if (offset == part.Content.Length)
                    completed.Add(part.Digest);
                if (message.Pieces.Sum(piece => piece.Data.Length) > MaxPieceBytes / 2 || Next(8) == 0)
                {
                    yield return (new SubscribeResponse { Parts = message }, completed);
                    (message, completed) = (new Parts(), []);
                }
            }
            while (offset < part.Content.Length);
        }

        if (message.Pieces.Count > 0)
            yield return (new SubscribeResponse { Parts = message }, completed);
    }

    private static bool IsSettled(PublishedRelease release, SubscribeRequest request) =>
        ToWire(release.Position) is var position && (position.Equals(request.Applied) || position.Equals(request.Rejected));

    private (PublishedRelease? Release, Task Changed) Latest()
    {
        lock (_lock) return (_latest, _changed.Task);
    }

    private async ValueTask PauseAsync()
    {
        if (Next(6) == 0)
            await Task.Delay(1);
        else
            await Task.Yield();
    }

    private int Next(int limit)
    {
        lock (_lock) return random.Next(limit);
    }

    private static SubscribeResponse ToOffer(PublishedRelease release) => new()
    {
        Offer = new Offer
        {
            Release = ByteString.CopyFrom(release.Release.Bytes.Span), Manifest = ByteString.CopyFrom(release.Manifest.Bytes.Span),
        },
    };

    private static SchemaClaims.V1.Position ToWire(Position position) =>
        new() { Epoch = position.Epoch, Generation = (ulong)position.Generation };
}
