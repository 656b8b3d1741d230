using System.Buffers;

namespace Grpc.Core;

/// <summary>The bytes of one message; they are gone when the marshaller returns.</summary>
internal abstract class DeserializationContext
{
    public abstract int PayloadLength { get; }

    public abstract byte[] PayloadAsNewBuffer();

    public virtual ReadOnlySequence<byte> PayloadAsReadOnlySequence() => new(PayloadAsNewBuffer());
}
