using System.Security.Cryptography;
using System.Text;
using FsCheck;
using FsCheck.Fluent;

namespace SchemaClaims.Contracts.Tests;

public sealed class DigestTests
{
    private const string OfAbc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

    private static readonly Arbitrary<byte[]> Hashes = ArbMap.Default.GeneratorFor<byte>().ArrayOf(Digest.Size).ToArbitrary();

    /// <summary>The test vector of FIPS 180-4.</summary>
    [Fact]
    public void Of_KnownBytes_IsTheirSha256() => Assert.Equal(OfAbc, Digest.Of("abc"u8).ToString());

    [Fact]
    public void Bytes_ThereAndBack_AreTheSame() =>
        Prop.ForAll(Hashes, hash =>
        {
            var digest = Digest.FromBytes(hash);
            var copied = new byte[Digest.Size];
            digest.CopyTo(copied);
            return digest.ToBytes().SequenceEqual(hash) && copied.SequenceEqual(hash);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Text_ThereAndBack_IsTheSame() =>
        Prop.ForAll(Hashes, hash =>
        {
            var digest = Digest.FromBytes(hash);
            return digest.ToString() == Convert.ToHexStringLower(hash) && Digest.Parse(digest.ToString()) == digest;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Order_OfAnyTwo_IsThatOfTheirText() =>
        Prop.ForAll(Hashes, Hashes, (left, right) =>
        {
            var (a, b) = (Digest.FromBytes(left), Digest.FromBytes(right));
            return Math.Sign(a.CompareTo(b)) == Math.Sign(string.CompareOrdinal(a.ToString(), b.ToString()));
        }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData(0)]
    [InlineData(7)]
    [InlineData(8)]
    [InlineData(31)]
    public void Digests_ThatDifferInOneByte_AreDifferentAndOrdered(int at)
    {
        var bytes = SHA256.HashData("abc"u8);
        var lower = Digest.FromBytes(bytes);
        bytes[at]++;
        var higher = Digest.FromBytes(bytes);

        Assert.True(lower != higher);
        Assert.False(lower.Equals((object)higher));
        Assert.True(lower.CompareTo(higher) < 0);
        Assert.Equal(0, lower.CompareTo(Digest.Parse(OfAbc)));
        Assert.Equal(lower.GetHashCode(), Digest.Parse(OfAbc).GetHashCode());
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("ba7816bf")]
    [InlineData(OfAbc + "00")]
    [InlineData("BA7816BF8F01CFEA414140DE5DAE2223B00361A396177A9CB410FF61F20015AD")]
    [InlineData("ga7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")]
    [InlineData(" a7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")]
    [InlineData("üa7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")]
    public void Text_ThatIsNoDigest_IsRefused(string? text)
    {
        Assert.False(Digest.TryParse(text, out var digest));
        Assert.Equal(default, digest);
        Assert.Throws<FormatException>(() => Digest.Parse(text!));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(31)]
    [InlineData(33)]
    public void Bytes_OfAnotherLength_AreRefused(int length) =>
        Assert.Throws<FormatException>(() => Digest.FromBytes(new byte[length]));

    [Fact]
    public void Part_OfBytes_HasTheirDigest()
    {
        var part = Part.Of("claims", Encoding.UTF8.GetBytes("abc"));

        Assert.Equal(("claims", Digest.Parse(OfAbc)), (part.Name, part.Digest));
    }
}
