using Microsoft.Extensions.Options;
using SchemaClaims.Contracts;

namespace SchemaClaimsSidecar.Administration;

/// <summary>Documents that arrive in pieces, by digest, until they are published or abandoned. Bounded by <see cref="UploadOptions"/>.</summary>
internal sealed class StagingArea : IDisposable
{
    private static readonly TimeSpan KeepReleasedFor = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan ShortestPause = TimeSpan.FromMilliseconds(100);

    private readonly Lock _lock = new();
    private readonly Dictionary<Digest, StagedDocument> _documents = [];
    private readonly UploadOptions _limits;
    private readonly TimeProvider _time;
    private readonly ITimer _sweep;

    public StagingArea(IOptions<UploadOptions> options, TimeProvider time)
    {
        _limits = options.Value;
        _time = time;
        _sweep = time.CreateTimer(_ => Sweep(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    // Of a clock that nobody sets: one set back would keep documents for as long.
    private TimeSpan Uptime => _time.GetElapsedTime(0);

    /// <summary>Takes a piece; an empty one only asks. Returns how many bytes of the document are there.</summary>
    /// <exception cref="StagingException">The piece does not fit, a limit is reached, or the complete document has another digest.</exception>
    public long Take(Digest digest, ulong totalLength, ulong offset, ReadOnlySpan<byte> piece)
    {
        lock (_lock)
        {
            var document = _documents.GetValueOrDefault(digest) ?? Open(digest, totalLength);
            if ((ulong)document.TotalLength != totalLength)
                throw new StagingException(StagingFailure.Misplaced, $"The document began with {document.TotalLength} bytes, not {totalLength}.");
            if (offset > (ulong)document.Received || offset + (ulong)piece.Length > totalLength)
                throw new StagingException(StagingFailure.Misplaced, $"A piece at {offset} does not fit: {document.Received} of {totalLength} bytes are there.");
            document.Touch(_time.GetUtcNow(), Uptime);
            if (document.IsComplete && totalLength > 0)
                return document.Received;
            document.Take((int)offset, piece);
            if (document.IsComplete && !document.HasItsDigest())
            {
                _documents.Remove(digest);
                throw new StagingException(StagingFailure.Damaged, "The bytes that arrived do not have the digest that was announced; send the document again.");
            }

            return document.Received;
        }
    }

    /// <summary>Whether a document is here, if only its beginning.</summary>
    public bool Knows(Digest digest)
    {
        lock (_lock)
            return _documents.ContainsKey(digest);
    }

    /// <summary>Takes a whole document that has its digest, unless it is on its way already.</summary>
    /// <exception cref="StagingException">A limit is reached.</exception>
    public void Put(Digest digest, ReadOnlyMemory<byte> content)
    {
        lock (_lock)
        {
            if (_documents.ContainsKey(digest))
                return;
            ThrowIfOverLimit((ulong)content.Length);
            Add(new StagedDocument(digest, content, _time.GetUtcNow(), Uptime));
        }
    }

    /// <summary>A complete document; null when it is not (wholly) there.</summary>
    public StagedDocument? Find(Digest digest)
    {
        lock (_lock)
            return _documents.TryGetValue(digest, out var document) && document.IsComplete ? document : null;
    }

    /// <summary>
    /// Lets go of documents that are not needed any more: soon, or when there is no room, since another upload of the same document may
    /// have been told that it is here.
    /// </summary>
    public void Release(IEnumerable<Digest> digests)
    {
        lock (_lock)
        {
            foreach (var digest in digests)
            {
                if (_documents.TryGetValue(digest, out var document))
                    document.ReleasedAt = Uptime;
            }

            Arm();
        }
    }

    public void Dispose() => _sweep.Dispose();

    private StagedDocument Open(Digest digest, ulong totalLength)
    {
        ThrowIfOverLimit(totalLength);
        return Add(new StagedDocument(digest, (int)totalLength, _time.GetUtcNow(), Uptime));
    }

    private void ThrowIfOverLimit(ulong totalLength)
    {
        if (totalLength > (ulong)_limits.MaxDocumentBytes)
            throw new StagingException(StagingFailure.OverLimit, $"The document has {totalLength} bytes; the limit is {_limits.MaxDocumentBytes} (Uploads:MaxDocumentBytes).");
        if (!HasRoomFor(totalLength))
            RemoveWhere(document => document.ReleasedAt is not null);
        if (!HasRoomFor(totalLength))
        {
            throw new StagingException(
                StagingFailure.OverLimit,
                $"{_documents.Count} documents with {StagedBytes()} bytes are staged already; the limits are {_limits.MaxStagedDocuments} "
                + $"(Uploads:MaxStagedDocuments) and {_limits.MaxStagedBytes} (Uploads:MaxStagedBytes). Publish or wait, then send again.");
        }
    }

    private bool HasRoomFor(ulong totalLength) =>
        _documents.Count < _limits.MaxStagedDocuments && StagedBytes() + (long)totalLength <= _limits.MaxStagedBytes;

    private StagedDocument Add(StagedDocument document)
    {
        _documents.Add(document.Digest, document);
        Arm();
        return document;
    }

    private void Sweep()
    {
        lock (_lock)
        {
            var now = Uptime;
            RemoveWhere(document => EndOf(document) <= now);
            Arm();
        }
    }

    private void Arm()
    {
        if (_documents.Count == 0)
            return;
        var pause = _documents.Values.Min(EndOf) - Uptime;
        _sweep.Change(pause > ShortestPause ? pause : ShortestPause, Timeout.InfiniteTimeSpan);
    }

    private TimeSpan EndOf(StagedDocument document)
    {
        var end = document.LastTouched + _limits.KeepStagedFor;
        return document.ReleasedAt + KeepReleasedFor is { } sooner && sooner < end ? sooner : end;
    }

    private long StagedBytes() => _documents.Values.Sum(document => (long)document.TotalLength);

    private void RemoveWhere(Func<StagedDocument, bool> isGone)
    {
        foreach (var gone in _documents.Values.Where(isGone).ToArray())
            _documents.Remove(gone.Digest);
    }
}
