namespace Dms.Client.Tests.Integration;

/// <summary>Stands in for the public type of DMS.</summary>
public sealed record ResourceClaim(string? Name, string? Action, AuthorizationStrategy[] AuthorizationStrategies);
