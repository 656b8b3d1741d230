namespace EndToEnd.Tests.Support;

/// <summary>A fact of the program as it is built; skipped, visibly, where <see cref="Tool.Variable"/> names another.</summary>
public sealed class BuiltProgramFactAttribute : FactAttribute
{
    /// <param name="because">Why it does not hold of a native program.</param>
    public BuiltProgramFactAttribute(string because) => Skip = Tool.IsAsBuilt ? null : because;
}
