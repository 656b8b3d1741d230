using System.Buffers;
using System.IO.Compression;
using System.IO.Pipelines;
using System.Text;
using Grpc.Core;
using Grpc.Wire.Framing;

namespace Fuzz.Tests.Wire;

/// <summary>Frames and headers of gRPC.</summary>
internal static class WireTargets
{
    private const int MaxMessageBytes = 64 * 1024;

    private static readonly byte[][] Messages = [[], [1, 2, 3], [.. Enumerable.Repeat((byte)7, 10_000)]];

    public static IEnumerable<FuzzTarget> All =>
    [
        new("frames", 10_000, [Frames(compress: false), Frames(compress: true), Frame([], compress: false)], FeedFrames),
        new("metadata", 20_000, Texts("a: b\nx-bin: AAEC\n", "x-bin: AAE,AAEC=\nx-bin:\nname: value \n"), FeedMetadata),
        new("timeout", 20_000, Texts("100m", "99999999H", "1n", "5S"), FeedTimeout),
        new("message", 20_000, Texts("all right", "100%25 %E2%82%AC%0A", "%"), FeedMessage),
    ];

    private static byte[][] Texts(params string[] texts) => [.. texts.Select(Encoding.Latin1.GetBytes)];

    private static byte[] Frames(bool compress) => [.. Messages.SelectMany(message => Frame(message, compress))];

    private static byte[] Frame(byte[] message, bool compress)
    {
        var output = new ArrayBufferWriter<byte>();
        new MessageWriter(output, null, CompressionLevel.Fastest).Write(message, (bytes, context) => context.Complete(bytes), compress);
        return output.WrittenSpan.ToArray();
    }

    private static bool FeedFrames(byte[] input)
    {
        var messages = ReadAll(input);
        if (messages is null)
            return false;
        var again = ReadAll([.. messages.SelectMany(message => Frame(message, compress: message.Length % 2 == 0))])!;
        Assert.Equal(messages, again);
        return true;
    }

    private static List<byte[]>? ReadAll(byte[] input)
    {
        var reader = new MessageReader(PipeReader.Create(new ReadOnlySequence<byte>(input)), MaxMessageBytes, gzip: true);
        var messages = new List<byte[]>();
        try
        {
            while (Read(reader) is { } message)
                messages.Add(message);
            return messages;
        }
        catch (RpcException refused)
        {
            Assert.Contains(refused.StatusCode, new[] { StatusCode.Internal, StatusCode.ResourceExhausted });
            return null;
        }
    }

    private static byte[]? Read(MessageReader reader)
    {
        var reading = reader.ReadAsync(context => context.PayloadAsReadOnlySequence().ToArray(), CancellationToken.None).AsTask();
        return reading.GetAwaiter().GetResult();
    }

    // As a server has them from its parser: a name and a value in Latin-1.
    private static bool FeedMetadata(byte[] input)
    {
        var metadata = new Metadata();
        try
        {
            foreach (var line in Encoding.Latin1.GetString(input).Split('\n'))
            {
                if (line.Split(": ", 2) is [var name, var value])
                    MetadataEncoding.Add(metadata, name, value);
            }
        }
        catch (RpcException refused)
        {
            Assert.Equal(StatusCode.Internal, refused.StatusCode);
            return false;
        }

        foreach (var entry in metadata)
        {
            var again = new Metadata();
            MetadataEncoding.Add(again, entry.Key, MetadataEncoding.Encode(entry));
            Assert.Equal(BytesOf(entry), BytesOf(again[0]));
        }

        return true;
    }

    private static byte[] BytesOf(Metadata.Entry entry) => entry.IsBinary ? entry.ValueBytes : Encoding.UTF8.GetBytes(entry.Value);

    private static bool FeedTimeout(byte[] input)
    {
        if (!TimeoutHeader.TryDecode(Encoding.Latin1.GetString(input), out var timeout))
            return false;
        Assert.True(timeout >= TimeSpan.Zero);
        Assert.True(TimeoutHeader.TryDecode(TimeoutHeader.Encode(timeout), out var again));
        Assert.True(again >= timeout);
        return true;
    }

    private static bool FeedMessage(byte[] input)
    {
        var text = PercentEncoding.Decode(Encoding.Latin1.GetString(input));
        Assert.Equal(text, PercentEncoding.Decode(PercentEncoding.Encode(text)));
        return text.Length > 0;
    }
}
