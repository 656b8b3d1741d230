using SchemaClaims.Contracts;
using SchemaClaims.Contracts.Following;
using SchemaClaims.V1;
using Release = SchemaClaims.Contracts.Release;

namespace SchemaClaimsSidecar.Relay;

/// <summary>A release on its way: between its offer and its commit. Each part is checked once it is here, and held from then on.</summary>
internal sealed class IncomingRelease
{
    private readonly Dictionary<Digest, ExpectedPart> _expected = [];
    private readonly HashSet<Digest> _named = [];
    private readonly UpstreamHoldings _holdings;

    public IncomingRelease(Release release, Manifest manifest, UpstreamHoldings holdings)
    {
        (Release, Manifest, _holdings) = (release, manifest, holdings);
        foreach (var part in manifest.Parts)
        {
            _named.Add(part.Digest);
            if (holdings.Holds(part.Digest))
                continue;
            if (!_expected.TryGetValue(part.Digest, out var expected))
                _expected.Add(part.Digest, expected = new ExpectedPart(part.Digest, part.Length));
            expected.Names.Add(part.Name);
        }
    }

    public Release Release { get; }

    public Manifest Manifest { get; }

    /// <summary>The first part that has not come in full; null when all have.</summary>
    public string? FirstMissing => _expected.Values.FirstOrDefault(part => part.Content is null)?.Names[0];

    /// <exception cref="PartDamagedException">A piece does not continue its part, or the part has another digest.</exception>
    /// <exception cref="ProtocolViolationException">A piece belongs to no part of this release.</exception>
    public void Add(Parts parts)
    {
        foreach (var piece in parts.Pieces)
        {
            if (Find(piece) is not { Content: null } part)
                continue;
            part.Add(piece.Offset, piece.Data.Memory);
            if (part.Content is not { } content)
                continue;
            if (Digest.Of(content.Span) is var digest && digest != part.Digest)
                throw new PartDamagedException(part.Names[0], $"its bytes have digest {digest}, and the manifest names {part.Digest}.");
            // A piece is cut from a message with many parts, and one of them must not keep all of it alive.
            _holdings.Add(part.Digest, piece.Data.Length == content.Length ? content.ToArray() : content);
        }
    }

    // Null for a part that was held already: then there is nothing to do with the piece.
    private ExpectedPart? Find(PartPiece piece)
    {
        if (piece.Digest.Length != Digest.Size)
            throw new ProtocolViolationException($"a piece names a digest of {piece.Digest.Length} bytes.");
        var digest = Digest.FromBytes(piece.Digest.Span);
        if (_expected.TryGetValue(digest, out var part))
            return part;
        return _named.Contains(digest)
            ? null
            : throw new ProtocolViolationException($"a piece of {digest} came, which the manifest does not name.");
    }
}
