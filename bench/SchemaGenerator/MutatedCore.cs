namespace SchemaGeneration;

/// <summary>A core document in which one resource differs.</summary>
/// <param name="Core">The document.</param>
/// <param name="Endpoint">The endpoint name of the resource that differs.</param>
public sealed record MutatedCore(byte[] Core, string Endpoint);
