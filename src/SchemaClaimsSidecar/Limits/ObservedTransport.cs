using System.IO.Pipelines;

namespace SchemaClaimsSidecar.Limits;

/// <summary>A connection whose reading is observed.</summary>
internal sealed record ObservedTransport(PipeReader Input, PipeWriter Output) : IDuplexPipe;
