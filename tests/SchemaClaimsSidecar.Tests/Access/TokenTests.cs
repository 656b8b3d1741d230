using System.Net;
using System.Text;
using SchemaClaims.Contracts;
using Testing;

namespace SchemaClaimsSidecar.Tests.Access;

/// <summary>Who may do what over TCP with a static token, and what those are told who may not.</summary>
public sealed class TokenTests : IAsyncLifetime
{
    private ManagedSidecar _sidecar = null!;

    private string File => _sidecar.Folder["tokens"];

    public async Task InitializeAsync()
    {
        var folder = new TemporaryFolder();
        await WriteAsync(folder["tokens"], $"# who\n\nread rita {Hash("reading")}\nchange carl {Hash("changing")}\n");
        _sidecar = await ManagedSidecar.StartAsync(folder, ("Access:TokenFile", folder["tokens"]));
    }

    public async Task DisposeAsync() => await _sidecar.DisposeAsync();

    [Theory]
    [InlineData("GET", "/status")]
    [InlineData("GET", "/management/view-claimsets")]
    [InlineData("POST", "/management/reload-claimsets")]
    [InlineData("POST", "/management/upload-api-schema")]
    [InlineData("POST", "/schemaclaims.v1.Admin/Rollback")]
    [InlineData("GET", "/schemaclaims.v1.Distribution/Subscribe")]
    [InlineData("GET", "/there/is/nothing/here")]
    public async Task Request_OfNobody_IsRefusedTheSameWayWhateverThereIs(string method, string path)
    {
        foreach (var token in new[] { null, "guessed", "" })
        {
            var answer = await _sidecar.SendAsync(new HttpMethod(method), path, token);

            Assert.Equal((HttpStatusCode.Unauthorized, ""), (answer.Status, answer.Body));
            Assert.Equal(["Content-Length", "Date", "WWW-Authenticate"], answer.Headers.Split('\n').Select(line => line.Split(':')[0]).Order());
        }
    }

    [Theory]
    [InlineData("/healthz", HttpStatusCode.OK)]
    [InlineData("/readyz", HttpStatusCode.ServiceUnavailable)]
    public async Task Health_OfNobody_SaysWhetherAndNoMore(string path, HttpStatusCode expected)
    {
        var answer = await _sidecar.SendAsync(HttpMethod.Get, path);

        Assert.Equal(expected, answer.Status);
        Assert.True(answer.Body is "ok" or "not ready", answer.Body);
    }

    [Theory]
    [InlineData("reading", "GET", "/status", HttpStatusCode.OK)]
    [InlineData("changing", "GET", "/status", HttpStatusCode.OK)]
    [InlineData("reading", "POST", "/management/reload-claimsets", HttpStatusCode.Forbidden)]
    [InlineData("reading", "POST", "/management/upload-api-schema", HttpStatusCode.Forbidden)]
    [InlineData("reading", "GET", "/there/is/nothing/here", HttpStatusCode.Forbidden)]
    [InlineData("changing", "POST", "/management/reload-claimsets", HttpStatusCode.NotFound)]
    [InlineData("changing", "POST", "/management/upload-api-schema", HttpStatusCode.BadRequest)]
    [InlineData("changing", "GET", "/there/is/nothing/here", HttpStatusCode.NotFound)]
    public async Task Request_WithAToken_IsDoneWhereItMay(string token, string method, string path, HttpStatusCode expected) =>
        Assert.Equal(expected, (await _sidecar.SendAsync(new HttpMethod(method), path, token)).Status);

    [Fact]
    public async Task TokenFile_Changed_CountsAtOnce()
    {
        await WriteAsync(File, $"read rita {Hash("another one")}\n");

        Assert.Equal(HttpStatusCode.Unauthorized, (await _sidecar.SendAsync(HttpMethod.Get, "/status", "reading")).Status);
        Assert.Equal(HttpStatusCode.OK, (await _sidecar.SendAsync(HttpMethod.Get, "/status", "another one")).Status);
    }

    // As Kubernetes changes a mounted secret: what is exchanged is one link to a folder, and the files have the same age and length.
    [Fact]
    public async Task TokenFile_BehindALinkThatIsTurned_CountsAtOnce()
    {
        using var folder = new TemporaryFolder();
        foreach (var (version, token) in new[] { ("one", "reading"), ("two", "another one") })
        {
            Directory.CreateDirectory(folder[version]);
            await WriteAsync(folder[$"{version}/tokens"], $"read rita {Hash(token)}\n");
            System.IO.File.SetLastWriteTimeUtc(folder[$"{version}/tokens"], DateTime.UnixEpoch);
        }

        System.IO.File.CreateSymbolicLink(folder["..data"], "one");
        System.IO.File.CreateSymbolicLink(folder["tokens"], "..data/tokens");
        await using var sidecar = await ManagedSidecar.StartAsync(new TemporaryFolder(), ("Access:TokenFile", folder["tokens"]));
        Assert.Equal(HttpStatusCode.OK, (await sidecar.SendAsync(HttpMethod.Get, "/status", "reading")).Status);

        System.IO.File.Delete(folder["..data"]);
        System.IO.File.CreateSymbolicLink(folder["..data"], "two");

        Assert.Equal(HttpStatusCode.Unauthorized, (await sidecar.SendAsync(HttpMethod.Get, "/status", "reading")).Status);
        Assert.Equal(HttpStatusCode.OK, (await sidecar.SendAsync(HttpMethod.Get, "/status", "another one")).Status);
    }

    [Fact]
    public async Task TokenFile_Unreadable_LeavesWhatWasRead()
    {
        Assert.Equal(HttpStatusCode.OK, (await _sidecar.SendAsync(HttpMethod.Get, "/status", "reading")).Status);

        await WriteAsync(File, "read rita nonsense\n");

        Assert.Equal(HttpStatusCode.OK, (await _sidecar.SendAsync(HttpMethod.Get, "/status", "reading")).Status);
    }

    [Theory]
    [InlineData("Sec-Fetch-Site", "cross-site", HttpStatusCode.Forbidden)]
    [InlineData("Sec-Fetch-Site", "same-site", HttpStatusCode.Forbidden)]
    [InlineData("Origin", "https://elsewhere.example", HttpStatusCode.Forbidden)]
    [InlineData("Origin", "null", HttpStatusCode.Forbidden)]
    [InlineData("Sec-Fetch-Site", "same-origin", HttpStatusCode.NotFound)]
    [InlineData("Sec-Fetch-Site", "none", HttpStatusCode.NotFound)]
    public async Task Change_ThatAnotherSiteSends_IsRefused(string header, string value, HttpStatusCode expected) => Assert.Equal(
        expected, (await _sidecar.SendAsync(HttpMethod.Post, "/management/reload-claimsets", "changing", [(header, value)])).Status);

    [Fact]
    public async Task Act_WithAToken_IsOnRecordUnderItsName()
    {
        await _sidecar.SendAsync(HttpMethod.Post, "/management/reload-claimsets", "changing");

        var record = await System.IO.File.ReadAllTextAsync(Path.Combine(_sidecar.Folder["store"], "audit.log"));
        Assert.Contains("\"token carl\"", record, StringComparison.Ordinal);
        Assert.DoesNotContain("changing", record, StringComparison.Ordinal);
    }

    private static string Hash(string token) => Digest.Of(Encoding.UTF8.GetBytes(token)).ToString();

    // The time of the file decides, and two writes may come within one tick of the file system's clock.
    private static async Task WriteAsync(string path, string text)
    {
        var before = System.IO.File.Exists(path) ? System.IO.File.GetLastWriteTimeUtc(path) : DateTime.UnixEpoch;
        await System.IO.File.WriteAllTextAsync(path, text);
        System.IO.File.SetLastWriteTimeUtc(path, before.AddSeconds(1));
    }
}
