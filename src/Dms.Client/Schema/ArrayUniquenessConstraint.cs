using System.Collections.Immutable;

namespace Dms.Client.Schema;

/// <summary>The values that together must differ between the items of an array.</summary>
/// <param name="BasePath">The array that <paramref name="Paths"/> begin at; null when they begin at the document.</param>
/// <param name="Paths">The places of the values; may be empty.</param>
/// <param name="NestedConstraints">The constraints on arrays within the items; may be empty.</param>
public sealed record ArrayUniquenessConstraint(
    JsonPath? BasePath, ImmutableArray<JsonPath> Paths, ImmutableArray<ArrayUniquenessConstraint> NestedConstraints);
