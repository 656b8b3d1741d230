using SchemaClaimsSidecar.Documents;

namespace SchemaClaimsSidecar.Schema;

/// <summary>What became of an input.</summary>
/// <param name="Schema">The compiled schema; null when a problem refuses the input.</param>
/// <param name="Problems">Everything that is wrong with the input, by document in the order given.</param>
internal sealed record SchemaResult(CompiledSchema? Schema, IReadOnlyList<Problem> Problems)
{
    /// <summary>What the next compilation need not find out again.</summary>
    public KnownProjects Known { get; init; } = KnownProjects.None;
}
