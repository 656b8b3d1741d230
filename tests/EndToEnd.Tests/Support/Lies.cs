using Google.Protobuf;
using SchemaClaims.V1;

namespace EndToEnd.Tests.Support;

/// <summary>What is said in place of what a sidecar said.</summary>
internal delegate IEnumerable<SubscribeResponse> Lie(SubscribeResponse said);

/// <summary>Lies, each of which a subscriber has a code for.</summary>
internal static class Lies
{
    /// <summary>Changes a byte of every part.</summary>
    public static IEnumerable<SubscribeResponse> OtherBytes(SubscribeResponse said)
    {
        foreach (var piece in said.Parts?.Pieces ?? [])
            piece.Data = ByteString.CopyFrom([(byte)(piece.Data[0] ^ 1), .. piece.Data.Span[1..]]);
        return [said];
    }

    /// <summary>Leaves out a part.</summary>
    public static IEnumerable<SubscribeResponse> MissingPart(SubscribeResponse said)
    {
        if (said.Parts is { } parts && parts.Pieces.SkipLast(1).FirstOrDefault(piece => piece.Offset == 0) is { } whole)
            parts.Pieces.Remove(whole);
        return [said];
    }

    /// <summary>Offers a manifest that is not the one that the release names.</summary>
    public static IEnumerable<SubscribeResponse> OtherManifest(SubscribeResponse said)
    {
        if (said.Offer is { } offer)
            offer.Manifest = ByteString.CopyFromUtf8(offer.Manifest.ToStringUtf8() + "\n");
        return [said];
    }

    /// <summary>Offers and commits the first release once more.</summary>
    public static Lie Again() => Repeat(release => release);

    /// <summary>Offers and commits the first release once more, as one of another history.</summary>
    public static Lie OtherEpoch() => Repeat(release => release.Replace("\"epoch\":\"", "\"epoch\":\"not ", StringComparison.Ordinal));

    private static Lie Repeat(Func<string, string> change)
    {
        SubscribeResponse? offered = null;
        return said =>
        {
            offered = said.Offer is null ? offered : said.Clone();
            if (said.Commit is null)
                return [said];
            var again = offered!.Clone();
            again.Offer.Release = ByteString.CopyFromUtf8(change(again.Offer.Release.ToStringUtf8()));
            return [said, again, said];
        };
    }
}
