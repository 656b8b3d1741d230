using SchemaClaims.Contracts.Following;
using SchemaClaims.V1;
using Position = SchemaClaims.Contracts.Position;

namespace Dms.Client.Subscription;

/// <summary>What became of a release.</summary>
/// <param name="Position">The release.</param>
/// <param name="Outcome">Whether it was applied, rejected or held.</param>
/// <param name="Verdict">Why it was not applied; null when it was.</param>
/// <param name="Elapsed">From the offer's arrival to the outcome.</param>
internal sealed record ReleaseReport(Position Position, ReportRequest.Types.Outcome Outcome, Verdict? Verdict, TimeSpan Elapsed);
