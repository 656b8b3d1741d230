using System.Net;
using Grpc.Core;
using Grpc.Net.Client;
using SchemaClaims.Contracts;
using SchemaClaims.V1;
using Testing;

namespace SchemaClaimsSidecar.Tests.Access;

/// <summary>Who may do what over the Unix sockets.</summary>
public sealed class SocketTests
{
    private static readonly string Own = Environment.IsPrivilegedProcess ? "uid:0" : "*";

    [Fact]
    public async Task AdminSocket_ByDefault_LetsWhoeverMayConnectChange() =>
        Assert.Equal(StatusCode.FailedPrecondition, await ChangeAsync());

    [Fact]
    public async Task AdminSocket_ForAnotherUser_TellsNothing()
    {
        Assert.Equal(
            StatusCode.PermissionDenied, await ChangeAsync(("Access:SocketChange:0", "uid:4000000"), ("Access:SocketRead:0", "gid:4000000")));
        Assert.Equal(
            StatusCode.PermissionDenied, await ReadAsync(("Access:SocketChange:0", "uid:4000000"), ("Access:SocketRead:0", "gid:4000000")));
    }

    [Fact]
    public async Task AdminSocket_ForReaders_LetsThemReadAndNoMore()
    {
        (string, string)[] settings = [("Access:SocketChange:0", "uid:4000000"), ("Access:SocketRead:0", Own)];

        Assert.Equal(StatusCode.OK, await ReadAsync(settings));
        Assert.Equal(StatusCode.PermissionDenied, await ChangeAsync(settings));
    }

    [Fact]
    public async Task AdminSocket_ForReaders_LetsThemLookIntoReleases()
    {
        (string, string)[] settings = [("Access:SocketChange:0", "uid:4000000"), ("Access:SocketRead:0", Own)];

        Assert.Equal(StatusCode.OK, await CallAsync(settings, async client => await client.ListSubscribersAsync(new())));
        // There is no release yet: who may not is not told so.
        Assert.Equal(StatusCode.NotFound, await CallAsync(settings, async client => await client.ReadManifestAsync(new())));
        Assert.Equal(StatusCode.NotFound, await CallAsync(settings, async client =>
        {
            using var export = client.ExportRelease(new());
            await export.ResponseStream.MoveNext(CancellationToken.None);
        }));
    }

    [Theory]
    [InlineData("POST", "/schemaclaims.v1.Admin/Rollback")]
    [InlineData("POST", "/schemaclaims.v1.Admin/WatchStatus")]
    [InlineData("POST", "/schemaclaims.v1.Admin/ExportRelease")]
    [InlineData("GET", "/metrics")]
    [InlineData("POST", "/management/reload-claimsets")]
    [InlineData("POST", "/management/upload-api-schema")]
    [InlineData("GET", "/status")]
    [InlineData("GET", "/healthz")]
    [InlineData("GET", "/")]
    public async Task DmsSocket_HasNoAdministration(string method, string path)
    {
        await using var sidecar = await ManagedSidecar.StartAsync(new TemporaryFolder());

        Assert.Equal(HttpStatusCode.NotFound, await ManagedSidecar.SendAsync(sidecar.DmsSocket, new HttpMethod(method), path));
    }

    private static Task<StatusCode> ChangeAsync(params (string, string)[] settings) => CallAsync(
        settings, async client => await client.PromoteAsync(new PromoteRequest(), deadline: DateTime.UtcNow.AddMinutes(1)));

    private static Task<StatusCode> ReadAsync(params (string, string)[] settings) => CallAsync(
        settings, async client => await client.ListReleasesAsync(new ListReleasesRequest(), deadline: DateTime.UtcNow.AddMinutes(1)));

    private static async Task<StatusCode> CallAsync(
        IEnumerable<(string, string)> settings, Func<SchemaClaims.V1.Admin.AdminClient, Task> call)
    {
        await using var sidecar = await ManagedSidecar.StartAsync(new TemporaryFolder(), settings);
        using var channel = GrpcChannel.ForAddress("http://localhost", new GrpcChannelOptions
        {
            HttpHandler = new CallMarkHandler(UnixSockets.HandlerFor(sidecar.AdminSocket)),
            DisposeHttpClient = true,
        });
        try
        {
            await call(new SchemaClaims.V1.Admin.AdminClient(channel));
            return StatusCode.OK;
        }
        catch (RpcException refused)
        {
            Assert.True(refused.StatusCode != StatusCode.PermissionDenied || refused.Status.Detail.Length == 0, refused.Status.Detail);
            return refused.StatusCode;
        }
    }
}
