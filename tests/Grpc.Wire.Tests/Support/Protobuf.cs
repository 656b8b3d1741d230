using Google.Protobuf;
using Grpc.Core;

namespace Grpc.Wire.Tests.Support;

/// <summary>Marshallers for methods that no stub names.</summary>
internal static class Protobuf
{
    public static Marshaller<T> Marshaller<T>(MessageParser<T> parser)
        where T : class, IMessage<T> =>
        Marshallers.Create<T>(
            (message, context) => context.Complete(message.ToByteArray()),
            context => parser.ParseFrom(context.PayloadAsNewBuffer()));
}
