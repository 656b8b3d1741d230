using Dms.Client.Snapshots;
using SchemaClaims.Contracts;

namespace Dms.Client.Subscription;

/// <summary>Positions between the wire, this code and its users.</summary>
internal static class Positions
{
    public static SchemaClaims.V1.Position ToWire(this Position position) =>
        new() { Epoch = position.Epoch, Generation = (ulong)position.Generation };

    public static Position FromWire(this SchemaClaims.V1.Position position) =>
        new(position.Epoch, (long)Math.Min(position.Generation, long.MaxValue));

    public static SnapshotPosition ToPublic(this Position position) => new(position.Epoch, position.Generation);
}
