using Dms.Client.Claims;

namespace Bench.Read;

/// <summary>What a request asks for, in strings of its own as a parsed URL and token give them.</summary>
internal sealed record ReadRequest(string ProjectEndpoint, string ResourceEndpoint, string ClaimSet, ResourceAction Action);
