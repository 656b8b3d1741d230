using Position = SchemaClaims.Contracts.Position;
using WirePosition = SchemaClaims.V1.Position;

namespace SchemaClaimsSidecar.Distribution;

/// <summary>Positions as the protocol carries them.</summary>
internal static class WirePositions
{
    public static WirePosition ToWire(this Position position) =>
        new() { Epoch = position.Epoch, Generation = (ulong)position.Generation };

    /// <summary>Null for an absent position and for one without an epoch.</summary>
    public static Position? FromWire(this WirePosition? position) =>
        position is null or { Epoch: "" } ? null : new Position(position.Epoch, checked((long)position.Generation));
}
