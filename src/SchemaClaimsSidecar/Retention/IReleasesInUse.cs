namespace SchemaClaimsSidecar.Retention;

/// <summary>What runs on subscribers, also on those of other sidecars that share the store.</summary>
internal interface IReleasesInUse
{
    /// <summary>Tells the others what runs here.</summary>
    /// <param name="here">The generations.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <returns>The generations that run anywhere; null when it is not this sidecar's turn to act on it.</returns>
    Task<IReadOnlySet<long>?> ExchangeAsync(IReadOnlyCollection<long> here, CancellationToken cancellationToken);
}
