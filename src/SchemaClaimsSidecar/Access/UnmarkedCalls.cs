namespace SchemaClaimsSidecar.Access;

/// <summary>Says of an endpoint that its calls need not be marked.</summary>
internal sealed class UnmarkedCalls;
