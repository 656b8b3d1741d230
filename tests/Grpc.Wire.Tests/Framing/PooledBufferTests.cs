using System.Buffers;
using Grpc.Wire.Framing;

namespace Grpc.Wire.Tests.Framing;

public sealed class PooledBufferTests
{
    [Fact]
    public void Written_AfterGrowingInRandomSteps_IsAllThatWasWritten()
    {
        var random = new Random(7);
        using var buffer = new PooledBuffer();
        var expected = new List<byte>();

        for (var step = 0; step < 500; step++)
        {
            var bytes = new byte[random.Next(1, 3000)];
            random.NextBytes(bytes);
            expected.AddRange(bytes);
            bytes.CopyTo(buffer.GetSpan(bytes.Length));
            buffer.Advance(bytes.Length);
        }

        Assert.Equal(expected, buffer.Written.ToArray());
    }

    [Fact]
    public void Advance_PastWhatWasRented_IsRefused()
    {
        using var buffer = new PooledBuffer();
        var available = buffer.GetSpan().Length;

        Assert.Throws<ArgumentOutOfRangeException>(() => buffer.Advance(available + 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => buffer.Advance(-1));
    }
}
