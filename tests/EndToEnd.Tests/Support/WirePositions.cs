using Position = SchemaClaims.Contracts.Position;
using WirePosition = SchemaClaims.V1.Position;

namespace EndToEnd.Tests.Support;

/// <summary>Positions as the protocol carries them.</summary>
internal static class WirePositions
{
    public static WirePosition OnWire(this Position position) => new() { Epoch = position.Epoch, Generation = (ulong)position.Generation };

    public static WirePosition? OnWire(this Position? position) => position?.OnWire();

    public static Position? OffWire(this WirePosition? position) =>
        position is null ? null : new Position(position.Epoch, (long)position.Generation);
}
