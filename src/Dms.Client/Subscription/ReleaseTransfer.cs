using SchemaClaims.Contracts;
using SchemaClaims.Contracts.Following;
using SchemaClaims.V1;

namespace Dms.Client.Subscription;

/// <summary>A release on its way: between its offer and its commit.</summary>
internal sealed class ReleaseTransfer
{
    private readonly Dictionary<Digest, ExpectedPart> _expected = [];
    private readonly HashSet<Digest> _named = [];
    private readonly List<Task<PreparedPart[]>> _preparations = [];
    private readonly PartPreparer _preparer;

    public ReleaseTransfer(
        SchemaClaims.Contracts.Release release, Manifest manifest, HeldParts held, PartPreparer preparer, long offeredAt)
    {
        (Release, Manifest, OfferedAt, _preparer) = (release, manifest, offeredAt, preparer);
        foreach (var part in manifest.Parts)
        {
            _named.Add(part.Digest);
            if (held.Holds(part.Digest))
                continue;
            if (!_expected.TryGetValue(part.Digest, out var expected))
                _expected.Add(part.Digest, expected = new ExpectedPart(part.Digest, part.Length));
            expected.Names.Add(part.Name);
        }
    }

    public SchemaClaims.Contracts.Release Release { get; }

    public Manifest Manifest { get; }

    public long OfferedAt { get; }

    /// <summary>The trusted key that has signed the release; null where none was looked for or found.</summary>
    public string? VerifiedBy { get; init; }

    /// <summary>How many parts came in full.</summary>
    public int Received { get; private set; }

    /// <summary>The first part that has not come in full; null when all have.</summary>
    public string? FirstMissing => _expected.Values.FirstOrDefault(part => part.Content is null)?.Names[0];

    /// <summary>Takes in pieces; what is complete is prepared in the background.</summary>
    /// <returns>How many bytes came.</returns>
    /// <exception cref="PartDamagedException">A piece does not continue its part.</exception>
    /// <exception cref="ProtocolViolationException">A piece belongs to no part of this release.</exception>
    public long Add(Parts parts)
    {
        var bytes = 0L;
        var completed = new List<ExpectedPart>();
        foreach (var piece in parts.Pieces)
        {
            bytes += piece.Data.Length;
            if (Find(piece) is not { Content: null } part)
                continue;
            part.Add(piece.Offset, piece.Data.Memory);
            if (part.Content is not null)
                completed.Add(part);
        }

        Received += completed.Count;
        if (completed.Count > 0)
            _preparations.Add(_preparer.PrepareAsync(completed));
        return bytes;
    }

    /// <summary>Waits for what was received to be prepared, and hands it over, also when the release never gets its commit.</summary>
    /// <returns>The name of a damaged part; null when there is none.</returns>
    public async Task<string?> HandOverAsync(HeldParts held)
    {
        string? damaged = null;
        foreach (var batch in await Task.WhenAll(_preparations).ConfigureAwait(false))
        {
            foreach (var part in batch)
            {
                if (part.IsDamaged)
                    damaged ??= part.Expected.Names[0];
                else
                    held.Add(part.Expected.Digest, part.Expected.Content!.Value, part.Parts);
            }
        }

        return damaged;
    }

    // Null for a part that was held already: then there is nothing to do with the piece.
    private ExpectedPart? Find(PartPiece piece)
    {
        if (piece.Digest.Length != Digest.Size)
            throw new ProtocolViolationException($"A piece names a digest of {piece.Digest.Length} bytes.");
        var digest = Digest.FromBytes(piece.Digest.Span);
        if (_expected.TryGetValue(digest, out var part))
            return part;
        return _named.Contains(digest)
            ? null
            : throw new ProtocolViolationException($"A piece of {digest} came, which the manifest does not name.");
    }
}
