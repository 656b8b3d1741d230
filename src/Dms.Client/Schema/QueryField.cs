using System.Collections.Immutable;

namespace Dms.Client.Schema;

/// <summary>A query parameter of a resource: an entry of <c>queryFieldMapping</c>.</summary>
/// <param name="Name">The parameter's name.</param>
/// <param name="Paths">The places in a document that it is compared with.</param>
public sealed record QueryField(string Name, ImmutableArray<JsonPathAndType> Paths);
