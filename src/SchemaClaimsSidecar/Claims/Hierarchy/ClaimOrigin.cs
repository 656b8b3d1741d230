using SchemaClaimsSidecar.Documents;

namespace SchemaClaimsSidecar.Claims.Hierarchy;

/// <summary>Where something was written, and where problems with it are to be told: a document, and a JSON Pointer into it.</summary>
internal readonly record struct ClaimOrigin(ProblemList Problems, string Pointer)
{
    public void Error(string rule, string message) => Problems.Error(Pointer, rule, message);

    public void Warn(string rule, string message) => Problems.Warning(Pointer, rule, message);
}
