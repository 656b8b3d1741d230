using System.Security.Authentication;
using SchemaClaims.Contracts.Tls;
using SchemaClaimsSidecar.Administration;
using SchemaClaimsSidecar.Tests.Access;
using Microsoft.Extensions.DependencyInjection;
using Testing;

namespace SchemaClaimsSidecar.Tests.Hosting;

/// <summary>Certificates in files that are exchanged while they are in use.</summary>
public sealed class CertificateRotationTests : IDisposable
{
    private readonly TestAuthority _authority = new("CN=Authority");
    private readonly TemporaryFolder _folder = new();
    private readonly List<string?> _states = [];

    private CertificatePaths Paths => new(_folder["tls/tls.crt"], _folder["tls/tls.key"], _folder["ca.pem"]);

    public void Dispose()
    {
        _authority.Dispose();
        _folder.Dispose();
    }

    // As Kubernetes mounts a secret: what is exchanged is one link to a folder; neither the files nor the links to them change.
    [Fact]
    public void Files_BehindALinkThatIsTurned_AreReadAgain()
    {
        File.WriteAllText(_folder["ca.pem"], _authority.Pem);
        WriteVersion("one", "CN=first");
        Directory.CreateDirectory(_folder["tls"]);
        File.CreateSymbolicLink(_folder["tls/..data"], "../one");
        File.CreateSymbolicLink(_folder["tls/tls.crt"], "..data/tls.crt");
        File.CreateSymbolicLink(_folder["tls/tls.key"], "..data/tls.key");
        var files = new CertificateFiles(Paths, _states.Add);
        Assert.Equal("CN=first", files.Get().Own!.TargetCertificate.Subject);

        WriteVersion("two", "CN=second");
        foreach (var file in Directory.EnumerateFiles(_folder["one"]))
            File.SetLastWriteTimeUtc(_folder[$"two/{Path.GetFileName(file)}"], File.GetLastWriteTimeUtc(file));
        File.Delete(_folder["tls/..data"]);
        File.CreateSymbolicLink(_folder["tls/..data"], "../two");

        Assert.Equal("CN=second", files.Get().Own!.TargetCertificate.Subject);
        Assert.Equal([null, null], _states);
    }

    [Theory]
    [InlineData("tls/tls.crt", "nonsense")]
    [InlineData("tls/tls.crt", "")]
    [InlineData("tls/tls.key", "nonsense")]
    [InlineData("ca.pem", "nonsense")]
    public void File_ThatBreaks_LeavesWhatWas(string broken, string content)
    {
        File.WriteAllText(_folder["ca.pem"], _authority.Pem);
        WriteVersion("tls", "CN=first");
        var files = new CertificateFiles(Paths, _states.Add);
        var before = files.Get();

        File.WriteAllText(_folder[broken], content);

        Assert.Same(before, files.Get());
        Assert.NotNull(files.Problem);
        // It is told once, not at every connection.
        Assert.Equal([null, files.Problem], _states);
    }

    [Fact]
    public void Key_OfAnotherCertificate_LeavesWhatWasUntilBothFit()
    {
        File.WriteAllText(_folder["ca.pem"], _authority.Pem);
        WriteVersion("tls", "CN=first");
        var files = new CertificateFiles(Paths, _states.Add);
        var before = files.Get();
        WriteVersion("next", "CN=second");

        File.Move(_folder["next/tls.crt"], Paths.Certificate, overwrite: true);
        Assert.Same(before, files.Get());
        File.Move(_folder["next/tls.key"], Paths.Key, overwrite: true);

        Assert.Equal("CN=second", files.Get().Own!.TargetCertificate.Subject);
        Assert.Null(files.Problem);
    }

    [Fact]
    public void Files_ThatNeverCouldBeUsed_AreNoCertificates()
    {
        var files = new CertificateFiles(Paths, _states.Add);

        Assert.Contains(Paths.Certificate, Assert.Throws<AuthenticationException>(files.Get).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Status_WhileTheFilesAreBroken_HasAnAlarm()
    {
        await using var sidecar = await StartAsync();
        var status = sidecar.Services.GetRequiredService<StatusReader>();
        Assert.Equal("", status.Read().Alarm);

        File.WriteAllText(Paths.Certificate, "nonsense");
        Assert.StartsWith("The TLS certificates cannot be used, and CN=sidecar, good until ", status.Read().Alarm, StringComparison.Ordinal);

        WriteVersion("tls", "CN=renewed");
        Assert.Equal("", status.Read().Alarm);
    }

    [Fact]
    public async Task Status_OfACertificateThatRunsOut_HasAnAlarm()
    {
        await using var sidecar = await StartAsync();
        var status = sidecar.Services.GetRequiredService<StatusReader>();

        // Of the certificate's two hours twelve minutes are the last tenth.
        sidecar.Time.SetWallClock(DateTimeOffset.UtcNow - sidecar.Time.GetUtcNow());
        sidecar.Time.Advance(TimeSpan.FromMinutes(40));
        Assert.Equal("", status.Read().Alarm);
        sidecar.Time.Advance(TimeSpan.FromMinutes(15));

        Assert.StartsWith("The TLS certificate CN=sidecar is good until ", status.Read().Alarm, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Listener_WithTlsAndNoCertificate_IsRefused()
    {
        var refused = await Assert.ThrowsAnyAsync<Exception>(
            () => ManagedSidecar.StartAsync(new TemporaryFolder(), ("Listen:Dms", "https://127.0.0.1:0")));

        Assert.Contains("'https://127.0.0.1:0' needs a certificate", refused.Message, StringComparison.Ordinal);
    }

    private Task<ManagedSidecar> StartAsync()
    {
        File.WriteAllText(_folder["ca.pem"], _authority.Pem);
        WriteVersion("tls", "CN=sidecar");
        return ManagedSidecar.StartAsync(
            new TemporaryFolder(), ("Listen:Management", "https://127.0.0.1:0"), ("Tls:CertificateFile", Paths.Certificate),
            ("Tls:KeyFile", Paths.Key));
    }

    // Of one length, so that versions differ in nothing that the file system says of a file.
    private void WriteVersion(string folder, string subject)
    {
        const int Length = 4096;
        Directory.CreateDirectory(_folder[folder]);
        _authority.Write(subject, _folder[$"{folder}/tls.crt"], _folder[$"{folder}/tls.key"]);
        foreach (var file in Directory.EnumerateFiles(_folder[folder]))
            File.WriteAllText(file, File.ReadAllText(file).PadRight(Length, '\n'));
    }
}
