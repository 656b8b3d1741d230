namespace Dms.Client.Schema;

/// <summary>Two places of a document whose values must be equal.</summary>
/// <param name="SourceJsonPath">The one place.</param>
/// <param name="TargetJsonPath">The other place.</param>
public sealed record EqualityConstraint(JsonPath SourceJsonPath, JsonPath TargetJsonPath);
