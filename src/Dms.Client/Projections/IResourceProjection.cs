using Dms.Client.Schema;

namespace Dms.Client.Projections;

/// <summary>
/// Makes something of each resource that requests should not have to make, such as a compiled validator. It runs in the background
/// before a snapshot is used, and only for resources that changed; requests get the result from
/// <see cref="Snapshots.DmsSnapshot.Get{T}(ResourceSchema)"/>.
/// </summary>
/// <typeparam name="T">What it makes: safe for all threads, as requests share it.</typeparam>
public interface IResourceProjection<out T>
    where T : class
{
    /// <summary>Makes it of one resource, from nothing but that resource: it is kept for as long as the resource is the same.</summary>
    /// <remarks>An exception rejects the release with <c>PROJECTION_FAILED</c> and the exception's message.</remarks>
    T Build(ResourceSchema resource);
}
