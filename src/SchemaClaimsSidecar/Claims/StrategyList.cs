using System.Collections.Immutable;

namespace SchemaClaimsSidecar.Claims;

/// <summary>
/// The names of authorization strategies in the order in which they were written. Equal lists of one compilation are one object;
/// lists of the same names in another order share their <paramref name="unorderedId"/>.
/// </summary>
internal sealed class StrategyList(ImmutableArray<string> names, int unorderedId)
{
    public ImmutableArray<string> Names => names;

    public int UnorderedId => unorderedId;

    public bool IsEmpty => names.IsEmpty;
}
