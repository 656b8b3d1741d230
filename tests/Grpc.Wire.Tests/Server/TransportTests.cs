using Google.Protobuf;
using Grpc.Core;
using Grpc.Wire.Tests.Protos;
using Grpc.Wire.Tests.Support;

namespace Grpc.Wire.Tests.Server;

public sealed class TransportTests
{
    [Theory]
    [InlineData(Transport.Tcp)]
    [InlineData(Transport.Unix)]
    public async Task Unary_OverEachTransport_AnswersWithTheMessage(Transport transport)
    {
        await using var server = await EchoServer.StartAsync(transport: transport);

        using var call = server.Client().UnaryAsync(new Bytes { Value = ByteString.CopyFromUtf8("hello") });

        Assert.Equal("hello", (await call).Value.ToStringUtf8());
        Assert.Equal(StatusCode.OK, call.GetStatus().StatusCode);
    }

    [Theory]
    [InlineData(Transport.Tcp)]
    [InlineData(Transport.Unix)]
    public async Task ServerStreaming_OverEachTransport_DeliversAllInOrder(Transport transport)
    {
        var behaviour = new EchoBehaviour
        {
            Stream = async (request, stream, _) =>
            {
                for (var number = 0; number < request.Number; number++)
                    await stream.WriteAsync(new Bytes { Number = number });
            },
        };
        await using var server = await EchoServer.StartAsync(behaviour, transport: transport);

        using var call = server.Client().Stream(new Bytes { Number = 1000 });
        var numbers = new List<long>();
        await foreach (var message in call.ResponseStream.ReadAllAsync())
            numbers.Add(message.Number);

        Assert.Equal(Enumerable.Range(0, 1000).Select(number => (long)number), numbers);
        Assert.Equal(StatusCode.OK, call.GetStatus().StatusCode);
    }
}
