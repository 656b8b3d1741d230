using Dms.Client.Snapshots;
using SchemaClaims.Contracts;
using SchemaClaims.Contracts.Following;

namespace Dms.Client.Subscription;

/// <summary>A part that came in full, hashed, and read if its bytes allow.</summary>
/// <param name="Expected">What came.</param>
/// <param name="IsDamaged">Whether its bytes have another digest.</param>
/// <param name="Parts">What was made of it under each of its names; reading again says why something is missing here.</param>
internal sealed record PreparedPart(ExpectedPart Expected, bool IsDamaged, IReadOnlyList<SnapshotPart> Parts)
{
    /// <summary>Hashes and reads parts. Meant for the background, while more of them arrive.</summary>
    public static PreparedPart[] PrepareAll(IReadOnlyList<ExpectedPart> received)
    {
        var reader = new PartReader();
        return [.. received.Select(part => Prepare(part, reader))];
    }

    private static PreparedPart Prepare(ExpectedPart expected, PartReader reader)
    {
        var content = expected.Content!.Value;
        if (Digest.Of(content.Span) != expected.Digest)
            return new PreparedPart(expected, IsDamaged: true, []);
        var parts = new List<SnapshotPart>(expected.Names.Count);
        foreach (var name in expected.Names)
        {
            try
            {
                parts.Add(reader.Read(name, expected.Digest, content));
            }
            catch (PartInvalidException)
            {
                // Matters only if the release is committed, and is found again then.
            }
        }

        return new PreparedPart(expected, IsDamaged: false, parts);
    }
}
