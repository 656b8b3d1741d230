using System.Buffers;
using System.Diagnostics;
using System.IO.Pipelines;

namespace Bench.Queries;

/// <summary>Clients at the other end of a pipe.</summary>
internal static class Client
{
    /// <summary>Takes whatever comes as soon as it comes, and throws it away.</summary>
    public static async Task<PageRun> TakeAsync(Func<PipeWriter, Task> serve, MemoryPool<byte> memory)
    {
        var began = Stopwatch.GetTimestamp();
        var pipe = new Pipe(new PipeOptions(memory));
        var serving = ServeAsync(serve, pipe.Writer);
        var (first, bytes) = (TimeSpan.Zero, 0L);
        for (var read = await pipe.Reader.ReadAsync(); !read.Buffer.IsEmpty; read = await pipe.Reader.ReadAsync())
        {
            if (bytes == 0)
                first = Stopwatch.GetElapsedTime(began);
            bytes += read.Buffer.Length;
            pipe.Reader.AdvanceTo(read.Buffer.End);
        }

        await serving;
        return new PageRun(first, Stopwatch.GetElapsedTime(began), bytes);
    }

    /// <summary>Takes a thousand bytes a second for so long, then goes.</summary>
    /// <returns>The most that was written and not taken.</returns>
    public static async Task<long> TakeSlowlyAsync(Func<PipeWriter, Task> serve, int seconds)
    {
        const int BytesASecond = 1000;
        var pipe = new Pipe(new PipeOptions(pauseWriterThreshold: 1, resumeWriterThreshold: 1));
        var serving = ServeAsync(serve, pipe.Writer);
        var most = 0L;
        for (var second = 0; second < seconds; second++)
        {
            await Task.Delay(TimeSpan.FromSeconds(1));
            var read = await pipe.Reader.ReadAtLeastAsync(BytesASecond);
            most = Math.Max(most, read.Buffer.Length);
            pipe.Reader.AdvanceTo(read.Buffer.GetPosition(BytesASecond));
        }

        await pipe.Reader.CompleteAsync();
        try
        {
            await serving;
        }
        catch (OperationCanceledException)
        {
            return most;
        }

        throw new InvalidOperationException("The page ended before the client went: it is too small to be taken slowly.");
    }

    private static Task ServeAsync(Func<PipeWriter, Task> serve, PipeWriter writer) => Task.Run(async () =>
    {
        try
        {
            await serve(writer);
            await writer.CompleteAsync();
        }
        catch (Exception failed)
        {
            await writer.CompleteAsync(failed);
            throw;
        }
    });
}
