using System.Collections.Concurrent;
using Grpc.Core;
using Grpc.Wire.Tests.Protos;
using Grpc.Wire.Tests.Support;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Xunit.Abstractions;

namespace Grpc.Wire.Tests.Stress;

/// <summary>Deadlines and cancellations at random moments, which find what orderly calls do not.</summary>
public sealed class CancellationStressTests(ITestOutputHelper output)
{
    private const int Workers = 64;
    private static readonly StatusCode[] Expected = [StatusCode.OK, StatusCode.Cancelled, StatusCode.DeadlineExceeded];
    private static readonly TimeSpan Duration = TimeSpan.FromSeconds(20);

    [Theory]
    [InlineData(Transport.Tcp)]
    [InlineData(Transport.Unix)]
    [Trait("Category", "Long")]
    public async Task Calls_CutOffAtRandomMoments_EndWithOkCancelledOrDeadlineExceeded(Transport transport)
    {
        var seed = Environment.TickCount;
        output.WriteLine($"seed {seed}");
        var unobserved = new ConcurrentQueue<Exception>();
        void Observe(object? sender, UnobservedTaskExceptionEventArgs args) => unobserved.Enqueue(args.Exception);
        TaskScheduler.UnobservedTaskException += Observe;
        try
        {
            var outcomes = await RunAsync(transport, seed);
            await CollectGarbageAsync();

            foreach (var outcome in outcomes)
                output.WriteLine($"{outcome.Value} {outcome.Key}");
            Assert.Empty(unobserved);
            Assert.Equal(Expected.Select(code => new Status(code, "")).ToHashSet(), outcomes.Keys.ToHashSet());
        }
        finally
        {
            TaskScheduler.UnobservedTaskException -= Observe;
        }
    }

    private static async Task<ConcurrentDictionary<Status, int>> RunAsync(Transport transport, int seed)
    {
        // Kestrel answers ENHANCE_YOUR_CALM when cut-off calls pile up to twice this number faster than they unwind, as they do on a
        // busy machine. That guards it against floods, which is not what this is about.
        await using var server = await EchoServer.StartAsync(
            Behaviour(),
            transport: transport,
            services: services => services.Configure<KestrelServerOptions>(
                kestrel => kestrel.Limits.Http2.MaxStreamsPerConnection = 10_000));
        var client = server.Client();
        var outcomes = new ConcurrentDictionary<Status, int>();
        using var end = new CancellationTokenSource(Duration);
        await Task.WhenAll(Enumerable.Range(0, Workers).Select(worker => Task.Run(async () =>
        {
            var random = new Random(seed + worker);
            while (!end.IsCancellationRequested)
                outcomes.AddOrUpdate(await CallAsync(client, random).InTime(), 1, (_, count) => count + 1);
        })));

        // Whatever was cut off, the server still answers.
        await client.UnaryAsync(new Bytes()).ResponseAsync.InTime();
        return outcomes;
    }

    private static async Task<Status> CallAsync(Echo.EchoClient client, Random random)
    {
        using var cancellation = new CancellationTokenSource();
        if (random.Next(2) == 0)
            cancellation.CancelAfter(random.Next(7));
        DateTime? deadline = random.Next(2) == 0 ? DateTime.UtcNow.AddMilliseconds(random.NextDouble() * 6) : null;
        var request = new Bytes { Number = random.Next(), Value = Many.Bytes(random.Next(1 << random.Next(1, 16))).Value };
        try
        {
            if (random.Next(2) == 0)
            {
                var unary = client.UnaryAsync(request, deadline: deadline, cancellationToken: cancellation.Token);
                Assert.True(request.Equals(await unary));
                return Status.DefaultSuccess;
            }

            return await StreamAsync(client, request, deadline, cancellation, random);
        }
        catch (RpcException exception)
        {
            // What is expected is counted by its code, the rest by what it says.
            return Expected.Contains(exception.StatusCode) ? new Status(exception.StatusCode, "") : exception.Status;
        }
    }

    private static async Task<Status> StreamAsync(
        Echo.EchoClient client, Bytes request, DateTime? deadline, CancellationTokenSource cancellation, Random random)
    {
        using var call = client.Stream(request, deadline: deadline, cancellationToken: cancellation.Token);
        var wanted = random.Next(12);
        for (var read = 0; read < wanted && await call.ResponseStream.MoveNext(CancellationToken.None); read++)
            Assert.Equal(request.Value, call.ResponseStream.Current.Value);
        if (random.Next(4) == 0)
            await cancellation.CancelAsync();
        return Status.DefaultSuccess;
    }

    private static EchoBehaviour Behaviour() => new()
    {
        Unary = async (request, context) =>
        {
            if (request.Number % 3 == 0)
                await Task.Delay((int)(request.Number % 5), context.CancellationToken);
            return request;
        },
        Stream = async (request, stream, context) =>
        {
            for (var message = 0; message < 10; message++)
            {
                await stream.WriteAsync(request, request.Number % 2 == 0 ? context.CancellationToken : CancellationToken.None);
                if (request.Number % 7 == message)
                    await Task.Delay(1, context.CancellationToken);
            }
        },
    };

    /// <summary>Unobserved exceptions show when their tasks are finalized.</summary>
    private static async Task CollectGarbageAsync()
    {
        for (var round = 0; round < 3; round++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
            await Task.Yield();
        }
    }
}
