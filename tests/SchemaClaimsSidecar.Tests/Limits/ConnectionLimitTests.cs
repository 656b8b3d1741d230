using System.Buffers.Binary;
using System.Net;
using Grpc.Core;
using Grpc.Net.Client;
using SchemaClaims.Contracts;
using SchemaClaims.V1;
using SchemaClaimsSidecar.Tests.Access;
using Testing;
using static SchemaClaimsSidecar.Tests.Limits.RawConnection;

namespace SchemaClaimsSidecar.Tests.Limits;

/// <summary>What becomes of connections that take more than their share. Each test fails where its limit is taken out.</summary>
public sealed class ConnectionLimitTests
{
    private const string OneSecond = "00:00:01";

    [Fact]
    public async Task Connection_ThatFloodsWithPings_IsEnded()
    {
        await using var sidecar = await ManagedSidecar.StartAsync(new TemporaryFolder());
        using var connection = await BeginAsync(sidecar);

        var reading = connection.ReadToEndAsync();
        await connection.WriteWhilePossibleAsync(Frame(Ping, 0, 0, new byte[8]), 100_000);

        await reading;
    }

    [Fact]
    public async Task Connection_ThatFloodsWithPingsInsideOfTls_IsEnded()
    {
        using var authority = new TestAuthority("CN=Authority");
        await using var sidecar = await StartTlsAsync(authority);
        using var connection = await RawConnection.OpenTlsAsync(sidecar.Management);
        await connection.BeginAsync();
        await connection.ReadFrameAsync(Settings);

        var reading = connection.ReadToEndAsync();
        await connection.WriteWhilePossibleAsync(Frame(Ping, 0, 0, new byte[8]), 10_000);

        await reading;
    }

    [Theory]
    [InlineData(Settings, 0, 0)]
    [InlineData(Data, 0, 1)]
    [InlineData(Continuation, 0, 1)]
    public async Task Connection_ThatFloodsWithFramesThatCarryNothing_IsEnded(byte type, byte flags, int stream)
    {
        // What would end it later, since headers or a body do not come to their end, does not.
        await using var sidecar = await ManagedSidecar.StartAsync(
            new TemporaryFolder(), ("Limits:HeadersTimeout", "00:01:00"), ("Limits:BodyGrace", "00:01:00"));
        using var connection = await BeginAsync(sidecar);
        await connection.WriteAsync(Frame(Headers, type == Continuation ? (byte)0 : EndOfHeaders, 1, CallHeaders));

        var reading = connection.ReadToEndAsync();
        await connection.WriteWhilePossibleAsync(Frame(type, flags, stream, []), 100_000);

        await reading;
    }

    // As many as keep-alives and measurements of the round trip may be.
    [Fact]
    public async Task Connection_WithManyPings_IsAnswered()
    {
        await using var sidecar = await ManagedSidecar.StartAsync(new TemporaryFolder());
        using var connection = await BeginAsync(sidecar);

        for (byte number = 0; number < 150; number++)
        {
            await connection.WriteAsync(Frame(Ping, 0, 0, [0, 0, 0, 0, 0, 0, 0, number]));
            Assert.Equal(number, (await connection.ReadFrameAsync(Ping))[7]);
        }
    }

    [Fact]
    public async Task Connection_BeyondTheMost_IsNotTakenUntilThereIsRoom()
    {
        await using var sidecar = await ManagedSidecar.StartAsync(new TemporaryFolder(), ("Limits:DmsConnections", "2"));
        using var first = await BeginAsync(sidecar);
        using (await BeginAsync(sidecar))
        {
            using var third = await RawConnection.OpenAsync(sidecar.DmsSocket);
            await third.ReadToEndAsync();
            // Whoever fills up one listener does not keep administrators out.
            Assert.Equal(HttpStatusCode.OK, await ManagedSidecar.SendAsync(sidecar.AdminSocket, HttpMethod.Get, "/status"));
        }

        await Eventually.IsTrueAsync(() => IsTakenAsync(sidecar).GetAwaiter().GetResult());
    }

    [Fact]
    public async Task Connections_FasterThanThePace_WaitForTheirTurn()
    {
        await using var sidecar = await ManagedSidecar.StartAsync(new TemporaryFolder(), ("Limits:ConnectionsPerSecond", "2"));
        using var first = await BeginAsync(sidecar);
        using var second = await BeginAsync(sidecar);
        var timers = sidecar.Time.PendingTimers;
        using var third = await RawConnection.OpenAsync(sidecar.DmsSocket);
        await third.BeginAsync();
        var answer = third.ReadFrameAsync(Settings);
        await Eventually.IsTrueAsync(() => sidecar.Time.PendingTimers > timers);
        Assert.False(answer.IsCompleted);

        sidecar.Time.Advance(TimeSpan.FromSeconds(1));

        await answer;
    }

    [Fact]
    public async Task Connection_ThatSaysNothing_IsEnded()
    {
        await using var sidecar = await ManagedSidecar.StartAsync(new TemporaryFolder(), ("Limits:IdleTimeout", OneSecond));
        using var silent = await RawConnection.OpenAsync(sidecar.DmsSocket);
        using var idle = await BeginAsync(sidecar);

        await silent.ReadToEndAsync();
        await idle.ReadToEndAsync();
    }

    [Fact]
    public async Task Handshake_ThatDoesNotComeToItsEnd_IsEnded()
    {
        using var authority = new TestAuthority("CN=Authority");
        await using var sidecar = await StartTlsAsync(authority, ("Limits:HandshakeTimeout", OneSecond));
        using var connection = await RawConnection.OpenAsync(sidecar.Management);

        // The beginning of a record, the rest of which never comes.
        await connection.WriteAsync([0x16, 0x03, 0x01]);

        await connection.ReadToEndAsync();
    }

    [Fact]
    public async Task Headers_ThatDoNotComeToTheirEnd_EndTheConnection()
    {
        await using var sidecar = await ManagedSidecar.StartAsync(new TemporaryFolder(), ("Limits:HeadersTimeout", OneSecond));
        using var connection = await BeginAsync(sidecar);

        await connection.WriteAsync(Frame(Headers, 0, 1, PostHeaders));

        await connection.ReadToEndAsync();
    }

    [Fact]
    public async Task HeadersOfABrowser_ThatDoNotComeToTheirEnd_EndTheConnection()
    {
        await using var sidecar = await ManagedSidecar.StartAsync(new TemporaryFolder(), ("Limits:HeadersTimeout", OneSecond));
        using var connection = await RawConnection.OpenAsync(sidecar.Management);

        await connection.WriteAsync("GET / HTTP/1.1\r\nHost: loc"u8.ToArray());

        await connection.ReadToEndAsync();
    }

    [Fact]
    public async Task Body_ThatDoesNotComeToItsEnd_EndsTheConnection()
    {
        await using var sidecar = await ManagedSidecar.StartAsync(
            new TemporaryFolder(), ("Limits:BodyGrace", "00:00:02"), ("Limits:BodyBytesPerSecond", "1000"));
        using var connection = await BeginAsync(sidecar);
        await connection.WriteAsync(Frame(Headers, EndOfHeaders, 1, CallHeaders));

        // Of a message of 16 bytes two.
        await connection.WriteAsync(Frame(Data, 0, 1, [0, 0, 0, 0, 16, 1, 1]));

        await connection.ReadToEndAsync();
    }

    // One large header, or many small ones, count as what they are together.
    [Theory]
    [InlineData(1, 8_000, "16384", true)]
    [InlineData(1, 20_000, "16384", false)]
    [InlineData(20, 1_000, "16384", false)]
    [InlineData(1, 50_000, "65536", true)]
    public async Task Headers_OfASize_AreTakenUpToTheLimit(int count, int size, string limit, bool areTaken)
    {
        await using var sidecar = await ManagedSidecar.StartAsync(new TemporaryFolder(), ("Limits:HeaderBytes", limit));
        using var channel = Open(sidecar.DmsSocket);
        var headers = new Metadata();
        for (var number = 0; number < count; number++)
            headers.Add($"large-{number}", new string('x', size));

        var refused = await Assert.ThrowsAsync<RpcException>(async () =>
            await new SchemaClaims.V1.Distribution.DistributionClient(channel).ReportAsync(new ReportRequest(), headers));

        // What is read is refused for another reason.
        Assert.Equal(areTaken, refused.Status.Detail.StartsWith("subscriber must have", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(1_000_000, StatusCode.InvalidArgument)]
    [InlineData(1_200_000, StatusCode.ResourceExhausted)]
    internal async Task Message_OfASize_IsTakenUpToTheLimit(int size, StatusCode expected)
    {
        await using var sidecar = await ManagedSidecar.StartAsync(new TemporaryFolder());
        using var channel = Open(sidecar.DmsSocket);
        var request = new ReportRequest { Reason = new string('x', size) };

        var refused = await Assert.ThrowsAsync<RpcException>(async () =>
            await new SchemaClaims.V1.Distribution.DistributionClient(channel).ReportAsync(request));

        Assert.Equal(expected, refused.StatusCode);
    }

    [Fact]
    public async Task Settings_OfTheServer_LimitTheStreams()
    {
        await using var sidecar = await ManagedSidecar.StartAsync(new TemporaryFolder(), ("Limits:StreamsPerConnection", "3"));
        using var connection = await RawConnection.OpenAsync(sidecar.DmsSocket);
        await connection.BeginAsync();

        var settings = await connection.ReadFrameAsync(Settings);

        const int MaxConcurrentStreams = 3;
        Assert.Contains(
            Enumerable.Range(0, settings.Length / 6).Select(index => settings.AsSpan(index * 6, 6).ToArray()),
            one => (BinaryPrimitives.ReadUInt16BigEndian(one), BinaryPrimitives.ReadUInt32BigEndian(one.AsSpan(2))) == (MaxConcurrentStreams, 3));
    }

    private static Task<ManagedSidecar> StartTlsAsync(TestAuthority authority, params (string Name, string Value)[] settings)
    {
        var folder = new TemporaryFolder();
        authority.Write("CN=sidecar", folder["tls.crt"], folder["tls.key"]);
        return ManagedSidecar.StartAsync(
            folder,
            [("Listen:Management", "https://127.0.0.1:0"), ("Tls:CertificateFile", folder["tls.crt"]), ("Tls:KeyFile", folder["tls.key"]),
                .. settings]);
    }

    private static async Task<RawConnection> BeginAsync(ManagedSidecar sidecar)
    {
        var connection = await RawConnection.OpenAsync(sidecar.DmsSocket);
        await connection.BeginAsync();
        await connection.ReadFrameAsync(Settings);
        return connection;
    }

    private static async Task<bool> IsTakenAsync(ManagedSidecar sidecar)
    {
        try
        {
            using var connection = await BeginAsync(sidecar);
            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }

    private static GrpcChannel Open(string socket) => GrpcChannel.ForAddress("http://localhost", new GrpcChannelOptions
    {
        HttpHandler = new CallMarkHandler(UnixSockets.HandlerFor(socket)),
        DisposeHttpClient = true,
    });
}
