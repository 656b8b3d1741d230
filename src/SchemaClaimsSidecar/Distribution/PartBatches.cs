using Google.Protobuf;
using SchemaClaims.Contracts;
using SchemaClaims.V1;

namespace SchemaClaimsSidecar.Distribution;

/// <summary>Cuts parts into messages of at most <see cref="Protocol.MaxPieceBytes"/> of data, without copying them.</summary>
internal static class PartBatches
{
    /// <summary>The messages in order, each with the parts that end in it.</summary>
    public static IEnumerable<(Parts Message, IReadOnlyList<Digest> Completed)> Of(IReadOnlyList<Part> parts)
    {
        var message = new Parts();
        var completed = new List<Digest>();
        var room = Protocol.MaxPieceBytes;
        foreach (var part in parts)
        {
            var digest = UnsafeByteOperations.UnsafeWrap(part.Digest.ToBytes());
            var offset = 0;
            do
            {
                if (room == 0)
                {
                    yield return (message, completed);
                    (message, completed, room) = (new Parts(), [], Protocol.MaxPieceBytes);
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
