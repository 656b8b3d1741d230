using SchemaClaimsSidecar.Documents;

namespace SchemaClaimsSidecar.Claims.Hierarchy;

/// <summary>Where a reader stands in a document, and what it has to say about the place.</summary>
internal sealed class DocumentCursor(ProblemList problems)
{
    private readonly JsonPointer _pointer = new();

    /// <summary>The place, kept for what can only be judged later.</summary>
    public ClaimOrigin Origin => new(problems, _pointer.ToString());

    public void Enter(string property) => _pointer.Push(property);

    public void Enter(int index) => _pointer.Push(index);

    public void Leave() => _pointer.Pop();

    public void Error(string rule, string message) => problems.Error(_pointer, rule, message);

    public void Warn(string rule, string message) => problems.Warning(_pointer, rule, message);
}
