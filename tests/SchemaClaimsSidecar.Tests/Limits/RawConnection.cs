using System.Buffers.Binary;
using System.Net.Security;
using System.Net.Sockets;
using System.Text;

namespace SchemaClaimsSidecar.Tests.Limits;

/// <summary>A connection whose bytes the test writes itself.</summary>
internal sealed class RawConnection : IDisposable
{
    public const byte Data = 0;
    public const byte Headers = 1;
    public const byte Settings = 4;
    public const byte Ping = 6;
    public const byte Continuation = 9;
    public const byte EndOfHeaders = 4;

    private const int HeaderLength = 9;

    // Far beyond every limit that the tests set, and below those that would hold without them.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly Stream _stream;

    private RawConnection(Socket socket) => _stream = new NetworkStream(socket, ownsSocket: true);

    private RawConnection(Stream stream) => _stream = stream;

    public static byte[] Preface => Encoding.ASCII.GetBytes("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n");

    /// <summary>The headers of a call, in HPACK, without those that make it one of gRPC.</summary>
    public static byte[] PostHeaders =>
        [0x83, 0x86, .. Literal(0x04, "/schemaclaims.v1.Distribution/Report"), .. Literal(0x01, "localhost")];

    /// <summary>The headers of a call of gRPC, in HPACK.</summary>
    public static byte[] CallHeaders =>
        [.. PostHeaders, 0x0f, 0x10, .. Text("application/grpc"), 0x00, .. Text("schema-claims"), .. Text("true")];

    public static async Task<RawConnection> OpenAsync(string path)
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        await socket.ConnectAsync(new UnixDomainSocketEndPoint(path));
        return new RawConnection(socket);
    }

    public static async Task<RawConnection> OpenAsync(Uri address)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(address.Host, address.Port);
        return new RawConnection(socket);
    }

    /// <summary>Over TLS, for HTTP/2, with whoever answers.</summary>
    public static async Task<RawConnection> OpenTlsAsync(Uri address)
    {
        var plain = await OpenAsync(address);
        var stream = new SslStream(plain._stream);
        await stream.AuthenticateAsClientAsync(new SslClientAuthenticationOptions
        {
            TargetHost = address.Host,
            ApplicationProtocols = [SslApplicationProtocol.Http2],
            RemoteCertificateValidationCallback = (_, _, _, _) => true,
        });
        return new RawConnection(stream);
    }

    public static byte[] Frame(byte type, byte flags, int stream, ReadOnlySpan<byte> payload)
    {
        var frame = new byte[HeaderLength + payload.Length];
        BinaryPrimitives.WriteInt32BigEndian(frame, payload.Length << 8);
        (frame[3], frame[4]) = (type, flags);
        BinaryPrimitives.WriteInt32BigEndian(frame.AsSpan(5), stream);
        payload.CopyTo(frame.AsSpan(HeaderLength));
        return frame;
    }

    /// <summary>Speaks HTTP/2.</summary>
    public Task BeginAsync() => WriteAsync([.. Preface, .. Frame(Settings, 0, 0, [])]);

    public async Task WriteAsync(byte[] bytes) => await _stream.WriteAsync(bytes);

    /// <summary>Writes until the other end wants no more, or it was enough.</summary>
    public async Task WriteWhilePossibleAsync(byte[] bytes, int times)
    {
        try
        {
            for (; times > 0; times--)
                await _stream.WriteAsync(bytes);
        }
        catch (IOException)
        {
            // It wants no more.
        }
    }

    /// <summary>The next frame of a type.</summary>
    public async Task<byte[]> ReadFrameAsync(byte type)
    {
        using var limit = new CancellationTokenSource(Patience);
        while (true)
        {
            var header = new byte[HeaderLength];
            await _stream.ReadExactlyAsync(header, limit.Token);
            var payload = new byte[BinaryPrimitives.ReadInt32BigEndian(header) >> 8];
            await _stream.ReadExactlyAsync(payload, limit.Token);
            if (header[3] == type)
                return payload;
        }
    }

    /// <summary>Reads to the end of the connection.</summary>
    /// <exception cref="OperationCanceledException">It does not end.</exception>
    public async Task ReadToEndAsync()
    {
        using var limit = new CancellationTokenSource(Patience);
        var buffer = new byte[4096];
        try
        {
            while (await _stream.ReadAsync(buffer, limit.Token) > 0)
            {
                // What it still says does not matter.
            }
        }
        catch (IOException)
        {
            // Cut off.
        }
    }

    public void Dispose() => _stream.Dispose();

    private static byte[] Literal(byte name, string value) => [name, .. Text(value)];

    private static byte[] Text(string text) => [(byte)text.Length, .. Encoding.ASCII.GetBytes(text)];
}
