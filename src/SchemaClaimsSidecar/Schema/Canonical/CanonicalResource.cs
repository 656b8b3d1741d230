namespace SchemaClaimsSidecar.Schema.Canonical;

/// <summary>One entry of <c>resourceSchemas</c> in canonical form: a slice of its project.</summary>
internal sealed record CanonicalResource(string EndpointName, ReadOnlyMemory<byte> Content);
