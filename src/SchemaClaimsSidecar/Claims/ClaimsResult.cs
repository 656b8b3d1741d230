using SchemaClaimsSidecar.Documents;

namespace SchemaClaimsSidecar.Claims;

/// <summary>What compiling came to. <paramref name="Claims"/> is null exactly when there is an error among the problems.</summary>
internal sealed record ClaimsResult(CompiledClaims? Claims, IReadOnlyList<Problem> Problems);
