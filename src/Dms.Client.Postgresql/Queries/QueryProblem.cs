using System.Collections.Immutable;

namespace Dms.Client.Postgresql.Queries;

/// <summary>What is wrong with the parameters of a query, in the words of DMS; it answers 400.</summary>
/// <param name="Errors">Mistakes that belong to no field.</param>
/// <param name="ValidationErrors">Mistakes by field, such as <c>$.schoolId</c>.</param>
public sealed record QueryProblem(
    ImmutableArray<string> Errors, ImmutableArray<KeyValuePair<string, ImmutableArray<string>>> ValidationErrors);
