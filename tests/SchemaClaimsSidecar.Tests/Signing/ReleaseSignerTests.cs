using System.Runtime.Versioning;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using SchemaClaims.Contracts;
using SchemaClaims.Contracts.Signing;
using SchemaClaimsSidecar.Signing;
using SchemaClaimsSidecar.Tests.Claims.Sources;
using Testing;

namespace SchemaClaimsSidecar.Tests.Signing;

public sealed class ReleaseSignerTests : IDisposable
{
    private static readonly Release Release = ReleaseFormat.Write(
        new ReleaseRecord("epoch", 1, Digest.Of("manifest"u8).ToString(), "upload", DateTimeOffset.UnixEpoch, "ann", ""));

    private readonly TemporaryFolder _folder = new();
    private readonly EcKeyPair _first = new();
    private readonly EcKeyPair _second = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Sign_WithoutKeys_MakesNoSignature()
    {
        using var signer = Open();

        Assert.Empty(signer.Sign(Release));
        Assert.Empty(signer.Standing.KeyIds);
    }

    [Fact]
    public void Sign_WithTwoKeys_MakesASignatureByEach()
    {
        using var signer = Open(Write("a.pem", _first.PrivatePem), Write("b.pem", _second.PrivatePem));

        var signed = Release.WithSignatures(signer.Sign(Release));

        Assert.Equal(2, signed.Signatures.Count);
        AssertSigned(signed, _first);
        AssertSigned(signed, _second);
        Assert.Equal(signed.Signatures.Select(signature => signature.KeyId), signer.Standing.KeyIds);
    }

    [Fact]
    public void Sign_SameKeyInTwoFiles_MakesOneSignature()
    {
        using var signer = Open(Write("a.pem", _first.PrivatePem), Write("b.pem", _first.PrivatePem));

        Assert.Single(signer.Sign(Release));
    }

    [Fact]
    public void Sign_FileExchanged_UsesTheNewKey()
    {
        using var signer = Open(Write("a.pem", _first.PrivatePem));
        signer.Sign(Release);
        Write("a.pem", _second.PrivatePem);

        AssertSigned(Release.WithSignatures(signer.Sign(Release)), _second);
    }

    [Theory]
    [InlineData("half a key")]
    [InlineData(null)]
    public void Sign_FileUnusable_GoesOnWithTheLastKeyAndSaysSo(string? content)
    {
        using var signer = Open(Write("a.pem", _first.PrivatePem));
        if (content is null)
            File.Delete(_folder["a.pem"]);
        else
            Write("a.pem", content);

        AssertSigned(Release.WithSignatures(signer.Sign(Release)), _first);
        Assert.Contains(_folder["a.pem"], signer.Standing.Problem, StringComparison.Ordinal);

        Write("a.pem", _second.PrivatePem);
        AssertSigned(Release.WithSignatures(signer.Sign(Release)), _second);
        Assert.Empty(signer.Standing.Problem);
    }

    [Fact]
    public void Open_FileThatIsGone_IsRefused() => Assert.Throws<OptionsValidationException>(() => Open(_folder["nothing.pem"]));

    [Fact]
    public void Options_UnusableFiles_AreNamedEach()
    {
        var options = new SigningOptions
        {
            KeyFiles = [_folder["nothing.pem"], Write("public.pem", _first.PublicPem), Write("a.pem", _first.PrivatePem)],
        };

        var problems = options.Validate(new(options)).Select(problem => problem.ErrorMessage!).ToArray();

        Assert.Collection(
            problems,
            problem => Assert.Contains("nothing.pem", problem, StringComparison.Ordinal),
            problem => Assert.Contains("public.pem", problem, StringComparison.Ordinal));
    }

    [Theory]
    [UnsupportedOSPlatform("windows")]
    [InlineData(UnixFileMode.UserRead | UnixFileMode.OtherRead, true)]
    [InlineData(UnixFileMode.UserRead | UnixFileMode.GroupRead | UnixFileMode.GroupWrite, true)]
    [InlineData(UnixFileMode.UserRead | UnixFileMode.GroupRead, false)]
    [InlineData(UnixFileMode.UserRead | UnixFileMode.UserWrite, false)]
    public void Open_FileThatOthersCanUse_IsWarnedAbout(UnixFileMode mode, bool warns)
    {
        var path = Write("a.pem", _first.PrivatePem);
        File.SetUnixFileMode(path, mode);
        // As Kubernetes mounts secrets: what is named is a link.
        File.CreateSymbolicLink(_folder["link.pem"], path);
        var log = new CapturedLog<ReleaseSigner>();
        using var signer = new ReleaseSigner(Options.Create(new SigningOptions { KeyFiles = [_folder["link.pem"]] }), log);

        Assert.Equal(warns, log.Entries.Any(entry => entry.Contains("chmod", StringComparison.Ordinal)));
    }

    private string Write(string name, string content)
    {
        File.WriteAllText(_folder[name], content);
        return _folder[name];
    }

    private static ReleaseSigner Open(params string[] files) =>
        new(Options.Create(new SigningOptions { KeyFiles = files }), NullLogger<ReleaseSigner>.Instance);

    private static void AssertSigned(Release release, EcKeyPair key) =>
        Assert.Equal(SignatureStatus.Valid, TrustedKeys.Parse([key.PublicPem]).Check(release, out _));
}
