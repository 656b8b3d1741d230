using Dms.Client.Snapshots;

namespace Dms.Client.Projections;

/// <summary>
/// Makes something of a whole snapshot that requests should not have to make. It runs in the background before the snapshot is used;
/// requests get the result from <see cref="DmsSnapshot.Get{T}()"/>.
/// </summary>
/// <typeparam name="T">What it makes: safe for all threads, as requests share it.</typeparam>
public interface ISnapshotProjection<out T>
    where T : class
{
    /// <summary>Makes it of a snapshot.</summary>
    /// <param name="candidate">The snapshot. Resource projections, and snapshot projections registered earlier, are in it already.</param>
    /// <param name="current">The snapshot in use, to take over what did not change; null before the first.</param>
    /// <remarks>An exception rejects the release with <c>PROJECTION_FAILED</c> and the exception's message.</remarks>
    T Build(DmsSnapshot candidate, DmsSnapshot? current);
}
