using System.Buffers;

namespace Grpc.Core;

/// <summary>Where a marshaller puts the bytes of one message: all at once, or through a buffer writer.</summary>
internal abstract class SerializationContext
{
    public virtual void Complete(byte[] payload) => throw new NotImplementedException();

    public virtual IBufferWriter<byte> GetBufferWriter() => throw new NotImplementedException();

    /// <summary>Said before <see cref="GetBufferWriter"/>, it saves a copy.</summary>
    public virtual void SetPayloadLength(int payloadLength)
    {
    }

    public virtual void Complete() => throw new NotImplementedException();
}
