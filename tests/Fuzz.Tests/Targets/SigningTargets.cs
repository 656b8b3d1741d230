using System.Text;
using SchemaClaims.Contracts.Signing;
using Testing;

namespace Fuzz.Tests.Targets;

/// <summary>Keys, signatures and tokens.</summary>
internal static class SigningTargets
{
    private static readonly EcKeyPair Key = new();
    private static readonly TrustedKeys Trusted = TrustedKeys.Parse([Key.PublicPem]);
    private static readonly ReleaseSignature Signature = Sign();

    public static IEnumerable<FuzzTarget> All =>
    [
        new("trusted-keys", 5_000, [Bytes(Key.PublicPem), Bytes($"{Key.PublicPem}\n{new EcKeyPair().PublicPem}")], FeedTrustedKeys),
        new("signing-key", 3_000, [Bytes(Key.PrivatePem)], FeedSigningKey),
        new("signature", 5_000, [Signature.Value.ToArray()], FeedSignature),
    ];

    private static ReleaseSignature Sign()
    {
        using var key = SigningKey.Parse(Key.PrivatePem);
        return key.Sign(SnapshotTargets.Release);
    }

    private static bool FeedTrustedKeys(byte[] input)
    {
        try
        {
            var keys = TrustedKeys.Parse([Encoding.UTF8.GetString(input)]);
            Assert.All(keys.Ids, id => Assert.True(KeyIds.IsValid(id)));
            return true;
        }
        catch (KeyUnusableException)
        {
            return false;
        }
    }

    private static bool FeedSigningKey(byte[] input)
    {
        try
        {
            using var key = SigningKey.Parse(Encoding.UTF8.GetString(input));
            Assert.Equal(key.Id, key.Sign(SnapshotTargets.Release).KeyId);
            return true;
        }
        catch (KeyUnusableException)
        {
            return false;
        }
    }

    // No other bytes than those that were signed are a signature.
    private static bool FeedSignature(byte[] input)
    {
        var release = SnapshotTargets.Release.WithSignatures([Signature with { Value = input }]);
        var status = Trusted.Check(release, out _);
        Assert.Equal(input.AsSpan().SequenceEqual(Signature.Value.Span) ? SignatureStatus.Valid : SignatureStatus.Invalid, status);
        return status == SignatureStatus.Valid;
    }

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);
}
