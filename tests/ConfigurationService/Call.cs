namespace ConfigurationService;

/// <summary>A request that reached the service.</summary>
/// <param name="Endpoint">What was asked for.</param>
/// <param name="Path">Where.</param>
/// <param name="Tenant">The <c>Tenant</c> header; null without one.</param>
public sealed record Call(Endpoint Endpoint, string Path, string? Tenant);
