using System.Collections.Immutable;

namespace Dms.Client.Claims;

/// <summary>A row of a <see cref="ClaimSet"/>.</summary>
/// <param name="Name">The URI of the resource claim.</param>
/// <param name="Action">The name of the action granted.</param>
/// <param name="Strategies">The names of its authorization strategies in order; equal lists share one array.</param>
public sealed record ResourceClaim(string Name, string Action, ImmutableArray<string> Strategies);
