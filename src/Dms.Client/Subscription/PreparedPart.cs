using Dms.Client.Snapshots;
using SchemaClaims.Contracts.Following;

namespace Dms.Client.Subscription;

/// <summary>A part that came in full, hashed, and read if its bytes allow.</summary>
/// <param name="Expected">What came.</param>
/// <param name="IsDamaged">Whether its bytes have another digest.</param>
/// <param name="Parts">What was made of it under each of its names; reading again says why something is missing here.</param>
internal sealed record PreparedPart(ExpectedPart Expected, bool IsDamaged, IReadOnlyList<SnapshotPart> Parts);
