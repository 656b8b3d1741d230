using System.Buffers;
using System.IO.Pipelines;
using Grpc.Wire.Framing;
using Grpc.Wire.Tests.Support;
using Xunit.Abstractions;

namespace Grpc.Wire.Tests.Framing;

public sealed class MessageRoundTripTests(ITestOutputHelper output)
{
    [Fact]
    public async Task Messages_OfRandomSizesThroughAChunkedStream_ArriveUnchanged()
    {
        var random = Seed();
        for (var round = 0; round < 200; round++)
        {
            var (messages, body) = RandomBody(random);
            var stream = new ChunkedStream(body, random, largestChunk: 1 << random.Next(0, 17));
            var input = PipeReader.Create(stream, new StreamPipeReaderOptions(bufferSize: 1 << random.Next(4, 15)));

            await AssertArriveAsync(messages, input);
        }
    }

    [Fact]
    public async Task Messages_OfRandomSizesThroughAPipe_ArriveUnchanged()
    {
        var random = Seed();
        for (var round = 0; round < 200; round++)
        {
            var (messages, body) = RandomBody(random);
            var pipe = new Pipe(new PipeOptions(minimumSegmentSize: 16, pauseWriterThreshold: 0));
            var writing = WriteInChunksAsync(pipe.Writer, body, random.Next(1, 5000), new Random(random.Next()));

            await AssertArriveAsync(messages, pipe.Reader);
            await writing;
        }
    }

    private static async Task AssertArriveAsync(List<byte[]> messages, PipeReader input)
    {
        var reader = new MessageReader(input, maxSize: null, gzip: true);
        foreach (var message in messages)
            Assert.Equal(message, await reader.ReadAsync(Raw.Deserialize, CancellationToken.None));
        Assert.Null(await reader.ReadAsync(Raw.Deserialize, CancellationToken.None));
    }

    private static async Task WriteInChunksAsync(PipeWriter writer, byte[] body, int largestChunk, Random random)
    {
        for (var position = 0; position < body.Length;)
        {
            var count = Math.Min(random.Next(1, largestChunk + 1), body.Length - position);
            await writer.WriteAsync(body.AsMemory(position, count));
            position += count;
            if (random.Next(3) == 0)
                await Task.Yield();
        }

        await writer.CompleteAsync();
    }

    private static (List<byte[]> Messages, byte[] Body) RandomBody(Random random)
    {
        var body = new ArrayBufferWriter<byte>();
        var writer = new MessageWriter(body, maxSize: null);
        var messages = new List<byte[]>();
        for (var count = random.Next(0, 12); count > 0; count--)
        {
            var message = new byte[random.Next(4) == 0 ? 0 : random.Next(1 << random.Next(1, 17))];
            if (random.Next(2) == 0)
                random.NextBytes(message);
            messages.Add(message);
            writer.Write(message, Raw.Serializers[random.Next(Raw.Serializers.Length)], compress: random.Next(3) == 0);
        }

        return (messages, body.WrittenSpan.ToArray());
    }

    private Random Seed()
    {
        var seed = Environment.TickCount;
        output.WriteLine($"seed {seed}");
        return new Random(seed);
    }
}
