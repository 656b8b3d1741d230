namespace Dms.Client.Postgresql.Queries;

/// <summary>How a page ended.</summary>
/// <param name="Documents">How many documents it has.</param>
/// <param name="Next">Where the next page begins; null when the page was not full, so that there is none.</param>
public readonly record struct PageEnd(int Documents, PageCursor? Next);
