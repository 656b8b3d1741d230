using Dms.Client.Snapshots;

namespace Dms.Client.Projections;

/// <summary>A snapshot projection, whatever it makes.</summary>
internal sealed record SnapshotProjector(Type Result, Func<DmsSnapshot, DmsSnapshot?, object> Build);
