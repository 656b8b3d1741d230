using SchemaClaims.Contracts;
using SchemaClaims.V1;
using Position = SchemaClaims.Contracts.Position;
using Release = SchemaClaims.Contracts.Release;

namespace EndToEnd.Tests.Support;

/// <summary>A release between its offer and its commit.</summary>
internal sealed class IncomingRelease
{
    private readonly Release _release;
    private readonly Manifest _manifest;
    private readonly Dictionary<Digest, long> _missing;
    private readonly Dictionary<Digest, MemoryStream> _begun = [];

    private IncomingRelease(Release release, Manifest manifest, Dictionary<Digest, long> missing) =>
        (_release, _manifest, _missing) = (release, manifest, missing);

    /// <exception cref="ProtocolViolationException">The offer may not be followed.</exception>
    public static IncomingRelease Read(Offer offer, Position? applied, Position? rejected, HashSet<Digest> held)
    {
        var release = ReleaseFormat.Read(offer.Release.Memory);
        var manifest = ManifestReader.Read(offer.Manifest.Memory);
        ProtocolViolationException.Unless(manifest.SnapshotId == release.SnapshotId, "a manifest that is not the release's snapshot");
        ProtocolViolationException.Unless(
            applied is not { } running || (running.Epoch == release.Position.Epoch && running.Generation < release.Position.Generation),
            $"release {release.Position} is offered to one that runs {applied}");
        ProtocolViolationException.Unless(release.Position != rejected, $"release {rejected} is offered again although it was refused");
        var missing = manifest.Parts.DistinctBy(part => part.Digest)
            .Where(part => !held.Contains(part.Digest)).ToDictionary(part => part.Digest, part => part.Length);
        ProtocolViolationException.Unless(
            (long)offer.MissingBytes == missing.Values.Sum(),
            $"{offer.MissingBytes} bytes are announced, {missing.Values.Sum()} are missing");
        return new IncomingRelease(release, manifest, missing);
    }

    /// <summary>Takes a piece. Returns the part that it completes, if any.</summary>
    /// <exception cref="ProtocolViolationException">The piece does not belong there, or the part is damaged.</exception>
    public (Digest Digest, byte[] Content)? Take(PartPiece piece)
    {
        var digest = Digest.FromBytes(piece.Digest.Span);
        ProtocolViolationException.Unless(_missing.TryGetValue(digest, out var length), $"a piece of {digest}, which is not missing");
        if (!_begun.TryGetValue(digest, out var content))
            _begun.Add(digest, content = new MemoryStream());
        ProtocolViolationException.Unless((long)piece.Offset == content.Length, $"a piece of {digest} out of order");
        content.Write(piece.Data.Span);
        ProtocolViolationException.Unless(content.Length <= length, $"part {digest} is longer than the manifest says");
        if (content.Length < length)
            return null;
        ProtocolViolationException.Unless(Digest.Of(content.GetBuffer().AsSpan(0, (int)length)) == digest, $"part {digest} is damaged");
        _missing.Remove(digest);
        return (digest, content.ToArray());
    }

    /// <exception cref="ProtocolViolationException">The release is not complete.</exception>
    public FollowedRelease Complete(Commit commit, Dictionary<Digest, byte[]> held)
    {
        ProtocolViolationException.Unless(
            commit.Position.OffWire() == _release.Position, $"a commit of another release than {_release.Position}");
        ProtocolViolationException.Unless(_missing.Count == 0, $"a commit of {_release.Position} with {_missing.Count} parts missing");
        return new FollowedRelease(_release, _manifest, _manifest.Parts.ToDictionary(part => part.Name, part => held[part.Digest]));
    }
}
