using System.Net;
using Grpc.Core;
using Grpc.Health.V1;
using Grpc.Net.Client;
using SchemaClaims.Contracts;
using SchemaClaims.V1;
using Testing;

namespace SchemaClaimsSidecar.Tests.Access;

/// <summary>What becomes of calls without the header that every call must have.</summary>
public sealed class CallMarkTests : IAsyncLifetime
{
    private const string Refusal = "The call has no metadata 'schema-claims: true', which every call but those of health must have.";

    private ManagedSidecar _sidecar = null!;

    private static DateTime Deadline => DateTime.UtcNow.AddMinutes(1);

    public async Task InitializeAsync() =>
        _sidecar = await ManagedSidecar.StartAsync(new TemporaryFolder(), ("Access:SocketChange:0", "uid:0"), ("Access:SocketRead:0", "*"));

    public async Task DisposeAsync() => await _sidecar.DisposeAsync();

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("false")]
    [InlineData("true, true")]
    public async Task Call_WithoutTheMark_IsRefused(string? value)
    {
        var headers = new Metadata();
        if (value is not null)
            headers.Add(CallMark.Name, value);
        using var administration = Open(_sidecar.AdminSocket);
        using var distribution = Open(_sidecar.DmsSocket);

        await AssertRefusedAsync(
            async () => await new SchemaClaims.V1.Admin.AdminClient(administration).ListReleasesAsync(new(), headers, Deadline));
        await AssertRefusedAsync(
            async () => await new SchemaClaims.V1.Distribution.DistributionClient(distribution).ReportAsync(new(), headers, Deadline));
        await AssertRefusedAsync(async () =>
        {
            using var call = new SchemaClaims.V1.Distribution.DistributionClient(distribution).Subscribe(new(), headers, Deadline);
            await call.ResponseStream.MoveNext(CancellationToken.None);
        });
    }

    // Names of content types have no case, and the server takes any.
    [Theory]
    [InlineData("application/grpc")]
    [InlineData("Application/gRPC")]
    public async Task Call_WithoutTheMark_IsRefusedHoweverItsTypeIsWritten(string contentType)
    {
        using var http = new HttpClient(UnixSockets.HandlerFor(_sidecar.DmsSocket));
        using var request = new HttpRequestMessage(HttpMethod.Post, "http://localhost/schemaclaims.v1.Distribution/Report")
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = new ByteArrayContent(new byte[5]),
        };
        request.Content.Headers.TryAddWithoutValidation("Content-Type", contentType);

        using var response = await http.SendAsync(request);

        Assert.Equal($"{(int)StatusCode.InvalidArgument}", Assert.Single(response.Headers.GetValues("grpc-status")));
        Assert.StartsWith("The call has no metadata", Assert.Single(response.Headers.GetValues("grpc-message")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Call_WithTheMark_IsServed()
    {
        using var administration = Open(_sidecar.AdminSocket);

        await new SchemaClaims.V1.Admin.AdminClient(administration).ListReleasesAsync(
            new(), new Metadata { { CallMark.Name, CallMark.Value } }, Deadline);
    }

    // The kubelet's probe cannot be told to send a header.
    [Fact]
    public async Task HealthCheck_WithoutTheMark_IsAnswered()
    {
        foreach (var socket in new[] { _sidecar.DmsSocket, _sidecar.AdminSocket })
        {
            using var channel = Open(socket);
            var answer = await new Health.HealthClient(channel).CheckAsync(new HealthCheckRequest(), deadline: Deadline);
            Assert.Equal(HealthCheckResponse.Types.ServingStatus.Serving, answer.Status);
        }
    }

    [Fact]
    public async Task Call_OfSomebodyWhoMayNot_IsToldNothingOfTheMark()
    {
        await using var closed = await ManagedSidecar.StartAsync(
            new TemporaryFolder(), ("Access:SocketChange:0", "uid:4000000"), ("Access:SocketRead:0", "uid:4000000"));
        using var channel = Open(closed.AdminSocket);

        var refused = await Assert.ThrowsAsync<RpcException>(
            async () => await new SchemaClaims.V1.Admin.AdminClient(channel).ListReleasesAsync(new(), deadline: Deadline));

        Assert.Equal((StatusCode.PermissionDenied, ""), (refused.StatusCode, refused.Status.Detail));
    }

    private static GrpcChannel Open(string socket) => GrpcChannel.ForAddress("http://localhost", new GrpcChannelOptions
    {
        HttpHandler = UnixSockets.HandlerFor(socket),
        DisposeHttpClient = true,
    });

    private static async Task AssertRefusedAsync(Func<Task> call)
    {
        var refused = await Assert.ThrowsAsync<RpcException>(call);
        Assert.Equal((StatusCode.InvalidArgument, Refusal), (refused.StatusCode, refused.Status.Detail));
    }
}
