namespace MiniDms.Documents;

/// <summary>An education organization and the one above it; null without one.</summary>
internal sealed record OrganizationPlace(long Id, long? ParentId);
