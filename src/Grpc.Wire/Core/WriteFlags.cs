namespace Grpc.Core;

[Flags]
internal enum WriteFlags
{
    /// <summary>The message may wait for the next one before it is sent.</summary>
    BufferHint = 0x1,

    /// <summary>The message is sent as it is although the call compresses.</summary>
    NoCompress = 0x2,
}
