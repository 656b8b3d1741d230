namespace SchemaClaimsSidecar.Refresh;

/// <summary>The other sidecars that publish the same claims.</summary>
internal interface IRefreshPeers
{
    /// <summary>Completes when it is this sidecar's turn to ask the source by itself.</summary>
    Task WaitForTurnAsync(CancellationToken cancellationToken);

    /// <summary>Tells the others that the source stands behind the claims that are published.</summary>
    /// <returns>Why they could not be told; null when they were.</returns>
    Task<string?> ConfirmAsync(CancellationToken cancellationToken);
}
