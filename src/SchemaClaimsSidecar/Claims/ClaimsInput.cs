using SchemaClaimsSidecar.Documents;

namespace SchemaClaimsSidecar.Claims;

/// <summary>A claims document and the fragments that extend it, in the order in which they are applied.</summary>
internal sealed record ClaimsInput(InputDocument Claims, IReadOnlyList<InputDocument> Fragments);
