namespace EndToEnd.Tests.Support;

/// <summary>A fact that needs Python with grpcio; skipped, visibly, where it is absent.</summary>
public sealed class PythonFactAttribute : FactAttribute
{
    public PythonFactAttribute() => Skip = Python.WhyAbsent;
}
