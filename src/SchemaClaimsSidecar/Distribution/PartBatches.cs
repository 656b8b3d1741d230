using Google.Protobuf;
using SchemaClaims.Contracts;
using SchemaClaims.V1;

namespace SchemaClaimsSidecar.Distribution;

/// <summary>Cuts parts into messages, without copying them.</summary>
internal static class PartBatches
{
    // Much less than the protocol allows (Protocol.MaxPieceBytes): a message is copied into the connection's buffers as a whole, for
    // each subscriber, and they may all come at once.
    internal const int MessageBytes = 32 * 1024;

    /// <summary>The messages in order, each with the parts that end in it.</summary>
    public static IEnumerable<(Parts Message, IReadOnlyList<Digest> Completed)> Of(IReadOnlyList<Part> parts)
    {
        var message = new Parts();
        var completed = new List<Digest>();
        var room = MessageBytes;
        foreach (var part in parts)
        {
            var digest = UnsafeByteOperations.UnsafeWrap(part.Digest.ToBytes());
            var offset = 0;
            do
            {
                if (room == 0)
                {
                    yield return (message, completed);
                    (message, completed, room) = (new Parts(), [], MessageBytes);
                }

                var length = Math.Min(room, part.Content.Length - offset);
                var data = UnsafeByteOperations.UnsafeWrap(part.Content.Slice(offset, length));
                message.Pieces.Add(new PartPiece { Digest = digest, Offset = (ulong)offset, Data = data });
                (offset, room) = (offset + length, room - length);
            }
            while (offset < part.Content.Length);
            completed.Add(part.Digest);
        }

        if (message.Pieces.Count > 0)
            yield return (message, completed);
    }
}
