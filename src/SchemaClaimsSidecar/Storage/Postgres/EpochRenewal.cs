namespace SchemaClaimsSidecar.Storage.Postgres;

/// <summary>A new name for a history, from one release on.</summary>
/// <param name="Epoch">The new name.</param>
/// <param name="Replaces">The names of the histories whose place it takes.</param>
internal sealed record EpochRenewal(string Epoch, IReadOnlyList<string> Replaces);
