using SchemaClaims.Contracts;

namespace SchemaClaimsSidecar.Storage.Postgres;

/// <summary>What a shared store says at one moment.</summary>
/// <param name="Epoch">The name of its history; null where the database holds no store.</param>
/// <param name="Newest">Its newest release; null when there is none.</param>
/// <param name="AtKnown">The release under the generation that was asked for; null when there is none.</param>
/// <param name="ClaimsAge">How long ago the source confirmed the claims of the newest release; null when it never has.</param>
internal sealed record StoreHead(string? Epoch, Release? Newest, Release? AtKnown, TimeSpan? ClaimsAge)
{
    /// <summary>A database without a store.</summary>
    public static StoreHead None { get; } = new(null, null, null, null);

    /// <summary>The generation of the newest release; 0 when there is none.</summary>
    public long Generation => Newest?.Record.Generation ?? 0;
}
