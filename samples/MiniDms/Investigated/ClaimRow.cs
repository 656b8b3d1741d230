namespace MiniDms.Investigated;

/// <summary>One action on one resource claim.</summary>
internal sealed record ClaimRow(string Claim, string Action, string[] Strategies);
