namespace SchemaClaimsSidecar.Schema.Dependencies;

/// <summary>That one resource depends on another.</summary>
internal readonly record struct Dependency(int Resource, int On);
