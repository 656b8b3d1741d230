namespace Dms.Client.Claims;

/// <summary>A claim of a claim set with an authorization that it refers to; claims that share an authorization share the array.</summary>
internal readonly record struct GrantedClaim(string Name, ActionGrant[] Grants);
