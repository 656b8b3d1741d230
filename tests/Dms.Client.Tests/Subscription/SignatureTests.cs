using Dms.Client.Cache;
using Dms.Client.Snapshots;
using Dms.Client.Tests.Support;
using SchemaClaims.Contracts;
using SchemaClaims.V1;
using Testing;
using Outcome = SchemaClaims.V1.ReportRequest.Types.Outcome;

namespace Dms.Client.Tests.Subscription;

/// <summary>Signed or not, with a trusted key or another, required or not: which releases are taken, and why others are not.</summary>
public sealed class SignatureTests : IDisposable
{
    private static readonly IReadOnlyList<SchemaClaims.Contracts.Part> Parts = TestReleases.SmallParts();
    private static readonly EcKeyPair Trusted = new();
    private static readonly EcKeyPair Other = new();

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    // keys are trusted, a signature is required, the release's signature, the code of the rejection, it is verified
    [InlineData(false, false, "none", null, false)]
    [InlineData(false, false, "trusted", null, false)]
    [InlineData(false, false, "invalid", null, false)]
    [InlineData(true, false, "none", null, false)]
    [InlineData(true, false, "trusted", null, true)]
    [InlineData(true, false, "both", null, true)]
    [InlineData(true, false, "other", ReportCodes.SignatureUntrusted, false)]
    [InlineData(true, false, "invalid", ReportCodes.SignatureInvalid, false)]
    [InlineData(true, true, "none", ReportCodes.SignatureMissing, false)]
    [InlineData(true, true, "trusted", null, true)]
    [InlineData(true, true, "both", null, true)]
    [InlineData(true, true, "other", ReportCodes.SignatureUntrusted, false)]
    [InlineData(true, true, "invalid", ReportCodes.SignatureInvalid, false)]
    public async Task Release_OfEachKind_IsTakenOrRejectedAsTheTruthTableSays(
        bool isTrusting, bool isRequired, string signature, string? code, bool isVerified)
    {
        await using var client = await ClientHost.StartAsync(options => Configure(options, isTrusting, isRequired));
        var stream = await client.Sidecar.NextStreamAsync();
        var release = TestReleases.Publish(Parts);
        var another = TestReleases.Publish(Parts, 9).SignedBy(Trusted);
        stream.SendRelease(signature switch
        {
            "trusted" => release.SignedBy(Trusted),
            "other" => release.SignedBy(Other),
            "both" => release.SignedBy(Other, Trusted),
            "invalid" => release with { Release = release.Release.WithSignatures(another.Release.Signatures) },
            _ => release,
        });

        var report = await client.Sidecar.NextReportAsync();
        if (code is not null)
        {
            Assert.Equal((Outcome.Rejected, code), (report.Outcome, report.Code));
            Assert.NotEmpty(report.Reason);
            Assert.False(client.Snapshots.TryGetCurrent(out _));
            await stream.Left;
            return;
        }

        Assert.Equal(Outcome.Applied, report.Outcome);
        var expected = isVerified ? release.SignedBy(Trusted).Release.Signatures[0].KeyId : null;
        Assert.Equal(expected, client.Snapshots.Status.VerifiedBy);
        Assert.Equal(expected, client.Current.Release.VerifiedBy);
        Assert.Equal(expected, (await client.HealthAsync()).Data.GetValueOrDefault("verifiedBy"));
    }

    [Fact]
    public async Task Release_Rejected_LeavesTheVerifiedOneInUseAndTheNextVerifiedOneIsApplied()
    {
        await using var client = await ClientHost.StartAsync(options => Configure(options, isTrusting: true, isRequired: true));
        var stream = await client.ApplyFirstAsync(TestReleases.Publish(Parts).SignedBy(Trusted));
        stream.Offer(TestReleases.Publish(Parts, 2));

        Assert.Equal(ReportCodes.SignatureMissing, (await client.Sidecar.NextReportAsync()).Code);
        Assert.Equal(1, client.Current.Release.Generation);
        await stream.Left;
        var next = await client.ReconnectAsync();
        await client.ApplyAsync(next, TestReleases.Publish(Parts, 3).SignedBy(Trusted), next.HeldDigests);
    }

    [Fact]
    public async Task Release_WithAnotherManifestThanWasSigned_IsRejected()
    {
        await using var client = await ClientHost.StartAsync(options => Configure(options, isTrusting: true, isRequired: true));
        var stream = await client.Sidecar.NextStreamAsync();
        var signed = TestReleases.Publish(Parts).SignedBy(Trusted);
        var other = TestReleases.Publish(TestReleases.SmallParts(core => core["projectSchema"]!["description"] = "other"));
        stream.Offer(signed with { Manifest = other.Manifest });

        Assert.Equal(ReportCodes.ManifestInvalid, (await client.Sidecar.NextReportAsync()).Code);
    }

    [Fact]
    public async Task Keys_TwoTrusted_BothAreFollowedWithoutAGap()
    {
        await using var client = await ClientHost.StartAsync(options =>
        {
            Configure(options, isTrusting: true, isRequired: true);
            options.TrustedKeys.Add(Other.PublicPem);
        });
        var stream = await client.ApplyFirstAsync(TestReleases.Publish(Parts).SignedBy(Trusted));
        var held = Parts.Select(part => part.Digest).ToHashSet();
        await client.ApplyAsync(stream, TestReleases.Publish(Parts, 2).SignedBy(Trusted, Other), held);
        await client.ApplyAsync(stream, TestReleases.Publish(Parts, 3).SignedBy(Other), held);

        Assert.Equal(3, client.Current.Release.Generation);
    }

    [Fact]
    public async Task LastKnownGood_Signed_IsVerifiedAgainAtTheStart()
    {
        await KeepAsync(TestReleases.Publish(Parts, 7).SignedBy(Trusted));

        await using var client = await StartAsync(isTrusting: true, isRequired: true);

        Assert.Equal(7, client.Current.Release.Generation);
        Assert.NotNull(client.Snapshots.Status.VerifiedBy);
    }

    [Theory]
    [InlineData(false, ReportCodes.SignatureMissing)]
    [InlineData(true, ReportCodes.SignatureUntrusted)]
    public async Task LastKnownGood_OfNoTrustedKey_IsNotServedAndSaysWhy(bool isSigned, string code)
    {
        var release = TestReleases.Publish(Parts, 7);
        await KeepAsync(isSigned ? release.SignedBy(Other) : release);

        await using var client = await StartAsync(isTrusting: true, isRequired: true);

        Assert.False(client.Snapshots.TryGetCurrent(out _));
        Assert.Contains(code, client.Snapshots.Status.LastKnownGoodError, StringComparison.Ordinal);
    }

    private async Task KeepAsync(PublishedRelease release)
    {
        await using var client = await StartAsync(isTrusting: false, isRequired: false);
        await client.ApplyFirstAsync(release);
        await Eventually.IsTrueAsync(() => File.Exists(LastKnownGoodFile.PathIn(_folder["lkg"])));
    }

    private Task<ClientHost> StartAsync(bool isTrusting, bool isRequired) => ClientHost.StartAsync(options =>
    {
        Configure(options, isTrusting, isRequired);
        (options.LastKnownGoodFolder, options.LastKnownGoodDelay) = (_folder["lkg"], TimeSpan.Zero);
    });

    private static void Configure(DmsSnapshotsOptions options, bool isTrusting, bool isRequired)
    {
        if (isTrusting)
            options.TrustedKeys.Add(Trusted.PublicPem);
        options.RequireSignature = isRequired;
    }
}
