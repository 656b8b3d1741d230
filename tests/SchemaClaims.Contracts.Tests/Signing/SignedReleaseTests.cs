using System.Text;
using SchemaClaims.Contracts.Signing;
using static SchemaClaims.Contracts.Tests.Signing.SignedSamples;

namespace SchemaClaims.Contracts.Tests.Signing;

public sealed class SignedReleaseTests
{
    [Fact]
    public void Write_NotSigned_IsTheRelease() => Assert.True(SignedRelease.Write(Unsigned()).Span.SequenceEqual(Unsigned().Bytes.Span));

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void Read_WhatWasWritten_IsTheSame(int signatures)
    {
        var release = Unsigned("a {reason} with : , and blanks").SignedBy([.. new[] { Key, OtherKey }.Take(signatures)]);

        var read = SignedRelease.Read(SignedRelease.Write(release));

        Assert.True(read.Bytes.Span.SequenceEqual(release.Bytes.Span));
        Assert.Equal(
            release.Signatures.Select(signature => (signature.KeyId, Convert.ToHexString(signature.Value.Span))),
            read.Signatures.Select(signature => (signature.KeyId, Convert.ToHexString(signature.Value.Span))));
    }

    [Theory]
    [InlineData(" ")]
    [InlineData("0123456789abcdef ")]
    [InlineData("0123456789ABCDEF:AAAA ")]
    [InlineData("0123456789abcdef:AAA ")]
    [InlineData("0123456789abcdef:AAAA, ")]
    [InlineData("0123456789abcdef:AAAA")]
    public void Read_MalformedSignatures_IsRefused(string signatures) => Assert.Throws<InvalidDataException>(
        () => SignedRelease.Read((byte[])[.. Encoding.UTF8.GetBytes(signatures), .. Unsigned().Bytes.Span]));

    [Theory]
    [InlineData("")]
    [InlineData("0123456789abcdef:AAAA")]
    [InlineData("0123456789abcdef:AAAA {}")]
    public void Read_NoRelease_IsRefused(string text) =>
        Assert.Throws<InvalidDataException>(() => SignedRelease.Read(Encoding.UTF8.GetBytes(text)));
}
