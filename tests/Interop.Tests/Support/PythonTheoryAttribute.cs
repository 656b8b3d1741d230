namespace Interop.Tests.Support;

/// <summary>A theory that needs Python with grpcio; skipped, visibly, where it is absent.</summary>
public sealed class PythonTheoryAttribute : TheoryAttribute
{
    public PythonTheoryAttribute() => Skip = Python.WhyAbsent;
}
