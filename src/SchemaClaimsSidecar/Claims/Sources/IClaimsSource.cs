namespace SchemaClaimsSidecar.Claims.Sources;

/// <summary>Where claims come from when nobody uploads them. Called by one caller at a time.</summary>
internal interface IClaimsSource
{
    /// <summary>Asks for all claims as they are now.</summary>
    /// <exception cref="ClaimsSourceException">The source does not answer, or what it answers cannot be used.</exception>
    Task<ClaimsAnswer> FetchAsync(CancellationToken cancellationToken);

    /// <summary>Completes when the source has seen a change since the last answer; never, if it cannot see any.</summary>
    Task WaitForChangeAsync(CancellationToken cancellationToken);
}
