namespace Dms.Client.Postgresql.Queries;

/// <summary>Which documents of a query make the page, in the order in which they were created.</summary>
/// <param name="Limit">How many at most.</param>
/// <param name="Offset">How many to pass over; costs as much as reading them.</param>
/// <param name="After">The end of the page before; null to begin at the first document. Costs nothing.</param>
public readonly record struct PageRange(int Limit, long Offset = 0, PageCursor? After = null);
