using System.Buffers;
using Grpc.Core;

namespace Grpc.Wire.Tests.Support;

/// <summary>Messages that are just bytes, each way a marshaller may hand them over.</summary>
internal static class Raw
{
    public static readonly Func<DeserializationContext, byte[]> Deserialize = context => context.PayloadAsReadOnlySequence().ToArray();

    public static readonly Action<byte[], SerializationContext>[] Serializers =
    [
        (bytes, context) => context.Complete(bytes),
        (bytes, context) =>
        {
            context.GetBufferWriter().Write(bytes);
            context.Complete();
        },
        (bytes, context) =>
        {
            context.SetPayloadLength(bytes.Length);
            context.GetBufferWriter().Write(bytes);
            context.Complete();
        },
    ];
}
