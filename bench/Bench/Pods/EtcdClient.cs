using System.Buffers.Binary;
using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Google.Protobuf;

namespace Bench.Pods;

/// <summary>Puts one key and watches it, by a connection of its own: gRPC written out by hand, since a watch of etcd is a duplex call.</summary>
internal sealed class EtcdClient(string address) : IDisposable
{
    private const int PrefixLength = 5;

    private static readonly ByteString Key = ByteString.CopyFromUtf8("bench");

    private readonly HttpClient _http = new(new SocketsHttpHandler { InitialHttp2StreamWindowSize = 1024 * 1024 })
    {
        BaseAddress = new Uri(address),
        Timeout = Timeout.InfiniteTimeSpan,
    };

    public void Dispose() => _http.Dispose();

    public async Task PutAsync(byte[] value, CancellationToken cancellationToken)
    {
        var message = Message(output =>
        {
            Write(output, 1, Key);
            Write(output, 2, ByteString.CopyFrom(value));
        });
        using var request = Request("/etcdserverpb.KV/Put", new ByteArrayContent(message));
        using var response = await _http.SendAsync(request, cancellationToken);
        await response.Content.ReadAsByteArrayAsync(cancellationToken);
        var status = response.TrailingHeaders.Concat(response.Headers).First(header => header.Key == "grpc-status").Value.First();
        if (status != "0")
            throw new InvalidOperationException($"etcd refused the put with status {status}.");
    }

    /// <summary>Watches the key for ever.</summary>
    /// <param name="onMessage">Told the length of every message of the watch and when it had come in full.</param>
    /// <param name="cancellationToken">Ends the watch.</param>
    public async Task WatchAsync(Action<int, long> onMessage, CancellationToken cancellationToken)
    {
        var create = Message(output => Write(output, 1, ByteString.CopyFrom([1 << 3 | 2, (byte)Key.Length, .. Key])));
        using var request = Request("/etcdserverpb.Watch/Watch", new OpenContent(create, cancellationToken));
        using var response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        await using var stream = await response.Content.ReadAsStreamAsync(cancellationToken);
        var prefix = new byte[PrefixLength];
        var buffer = Array.Empty<byte>();
        while (true)
        {
            await stream.ReadExactlyAsync(prefix, cancellationToken);
            var length = (int)BinaryPrimitives.ReadUInt32BigEndian(prefix.AsSpan(1));
            if (buffer.Length < length)
                buffer = new byte[length];
            await stream.ReadExactlyAsync(buffer.AsMemory(0, length), cancellationToken);
            onMessage(length, Stopwatch.GetTimestamp());
        }
    }

    private static HttpRequestMessage Request(string path, HttpContent content)
    {
        content.Headers.ContentType = new MediaTypeHeaderValue("application/grpc");
        return new HttpRequestMessage(HttpMethod.Post, path)
        {
            Content = content,
            Headers = { { "te", "trailers" } },
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
        };
    }

    private static byte[] Message(Action<CodedOutputStream> write)
    {
        using var buffer = new MemoryStream();
        buffer.Write(new byte[PrefixLength]);
        using (var output = new CodedOutputStream(buffer, leaveOpen: true))
            write(output);
        var bytes = buffer.ToArray();
        BinaryPrimitives.WriteUInt32BigEndian(bytes.AsSpan(1), (uint)(bytes.Length - PrefixLength));
        return bytes;
    }

    private static void Write(CodedOutputStream output, int field, ByteString value)
    {
        output.WriteTag(field, WireFormat.WireType.LengthDelimited);
        output.WriteBytes(value);
    }

    /// <summary>One message, after which the request stays open.</summary>
    private sealed class OpenContent(byte[] message, CancellationToken ending) : HttpContent
    {
        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        {
            await stream.WriteAsync(message, ending);
            await stream.FlushAsync(ending);
            await Task.Delay(Timeout.InfiniteTimeSpan, ending).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        protected override bool TryComputeLength(out long length)
        {
            length = 0;
            return false;
        }
    }
}
