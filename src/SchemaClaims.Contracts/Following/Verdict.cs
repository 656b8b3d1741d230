namespace SchemaClaims.Contracts.Following;

/// <summary>Why a release is not applied: a code of <see cref="SchemaClaims.Contracts.ReportCodes"/> and a reason for a person.</summary>
internal sealed record Verdict(string Code, string Reason);
