using Dms.Client.Snapshots;
using Dms.Client.Tests.Support;
using Microsoft.Extensions.Options;

namespace Dms.Client.Tests.Hosting;

public sealed class OptionsTests
{
    [Theory]
    [InlineData("unix:///run/schema-claims/dms.sock")]
    [InlineData("http://localhost:5000")]
    [InlineData("https://sidecar.example:443")]
    public async Task Address_OfEachForm_IsTaken(string address)
    {
        await using var client = await ClientHost.StartAsync(options => options.Address = address);
    }

    [Theory]
    [InlineData("", "Address")]
    [InlineData("ftp://host", "http://")]
    [InlineData("/run/dms.sock", "unix://")]
    [InlineData("unix://run/dms.sock", "absolute")]
    public Task Address_Wrong_FailsTheStart(string address, string expected) => AssertRefusedAsync(options => options.Address = address, expected);

    [Fact]
    public Task Address_SocketPathTooLong_FailsTheStart() =>
        AssertRefusedAsync(options => options.Address = "unix:///" + new string('a', 107), "108 bytes");

    [Fact]
    public Task Subscriber_Empty_FailsTheStart() => AssertRefusedAsync(options => options.Subscriber = "", "Subscriber");

    [Fact]
    public Task Duration_OutOfRange_FailsTheStart() => AssertRefusedAsync(options => options.SilenceTimeout = TimeSpan.Zero, "SilenceTimeout");

    [Fact]
    public Task Delays_InWrongOrder_FailTheStart() =>
        AssertRefusedAsync(options => options.MaxReconnectDelay = TimeSpan.FromMilliseconds(1), "MaxReconnectDelay must not be less");

    [Fact]
    public Task FailClosed_WithoutALimit_FailsTheStart() =>
        AssertRefusedAsync(options => options.WhenTooOld = WhenTooOld.FailClosed, "needs MaxClaimsAge");

    [Fact]
    public Task RequireSignature_WithoutAKey_FailsTheStart() =>
        AssertRefusedAsync(options => options.RequireSignature = true, "RequireSignature needs TrustedKeys");

    [Fact]
    public Task TrustedKeys_FileThatIsNotThere_FailsTheStart() =>
        AssertRefusedAsync(options => options.TrustedKeys.Add("/nowhere/key.pem"), "TrustedKeys: The trusted key /nowhere/key.pem");

    [Fact]
    public Task CertificateFile_WithoutItsKey_FailsTheStart() =>
        AssertRefusedAsync(options => options.CertificateFile = "/nowhere/tls.crt", "CertificateFile and KeyFile are needed together");

    [Fact]
    public Task Certificates_WithoutTls_FailTheStart() =>
        AssertRefusedAsync(options => options.SidecarCaFile = "/nowhere/ca.pem", "certificates need https://");

    [Fact]
    public Task MaxClaimsAge_OutOfRange_FailsTheStart() => AssertRefusedAsync(options => options.MaxClaimsAge = TimeSpan.Zero, "MaxClaimsAge");

    [Fact]
    public void Defaults_AsDocumented_AreWithinTheirRanges()
    {
        var options = new DmsSnapshotsOptions { Address = "http://localhost" };
        System.ComponentModel.DataAnnotations.Validator.ValidateObject(
            options, new System.ComponentModel.DataAnnotations.ValidationContext(options), validateAllProperties: true);
    }

    private static async Task AssertRefusedAsync(Action<DmsSnapshotsOptions> configure, string expected)
    {
        var client = new ClientHost(configure);
        var refused = await Assert.ThrowsAsync<OptionsValidationException>(client.StartAsync);
        Assert.Contains(expected, refused.Message, StringComparison.Ordinal);
    }
}
