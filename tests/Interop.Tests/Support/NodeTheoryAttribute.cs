namespace Interop.Tests.Support;

/// <summary>A theory that needs Node with grpc-js; skipped, visibly, where it is absent.</summary>
public sealed class NodeTheoryAttribute : TheoryAttribute
{
    public NodeTheoryAttribute() => Skip = Node.WhyAbsent;
}
