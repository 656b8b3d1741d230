namespace MiniDms.Investigated;

/// <summary>A claim set as a list of what it grants.</summary>
internal sealed record ClaimSetRows(string Name, IReadOnlyList<ClaimRow> Rows);
