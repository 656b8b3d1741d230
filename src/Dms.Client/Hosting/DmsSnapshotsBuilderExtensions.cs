using Dms.Client.Gates;
using Dms.Client.Projections;
using Dms.Client.Schema;
using Dms.Client.Snapshots;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds what shall be made of each snapshot before requests see it, and what it must pass.</summary>
public static class DmsSnapshotsBuilderExtensions
{
    /// <summary>Adds a projection of resources; requests read it with <see cref="DmsSnapshot.Get{T}(ResourceSchema)"/>.</summary>
    /// <typeparam name="T">What it makes; one projection for each type.</typeparam>
    /// <typeparam name="TProjection">The projection, made once with the application's services.</typeparam>
    /// <param name="builder">The builder.</param>
    /// <returns>The builder.</returns>
    public static IDmsSnapshotsBuilder AddResourceProjection<T, TProjection>(this IDmsSnapshotsBuilder builder)
        where T : class
        where TProjection : class, IResourceProjection<T>
    {
        builder.Services.TryAddSingleton<TProjection>();
        builder.Services.AddSingleton(provider =>
        {
            var projection = provider.GetRequiredService<TProjection>();
            return new ResourceProjector(typeof(T), projection.Build);
        });
        return builder;
    }

    /// <summary>Adds a projection of resources; requests read it with <see cref="DmsSnapshot.Get{T}(ResourceSchema)"/>.</summary>
    /// <typeparam name="T">What it makes; one projection for each type.</typeparam>
    /// <param name="builder">The builder.</param>
    /// <param name="build">Makes it of one resource, as <see cref="IResourceProjection{T}.Build"/> does.</param>
    /// <returns>The builder.</returns>
    public static IDmsSnapshotsBuilder AddResourceProjection<T>(this IDmsSnapshotsBuilder builder, Func<ResourceSchema, T> build)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(build);
        builder.Services.AddSingleton(new ResourceProjector(typeof(T), build));
        return builder;
    }

    /// <summary>Adds a projection of snapshots; requests read it with <see cref="DmsSnapshot.Get{T}()"/>.</summary>
    /// <typeparam name="T">What it makes; one projection for each type.</typeparam>
    /// <typeparam name="TProjection">The projection, made once with the application's services.</typeparam>
    /// <param name="builder">The builder.</param>
    /// <returns>The builder.</returns>
    public static IDmsSnapshotsBuilder AddSnapshotProjection<T, TProjection>(this IDmsSnapshotsBuilder builder)
        where T : class
        where TProjection : class, ISnapshotProjection<T>
    {
        builder.Services.TryAddSingleton<TProjection>();
        builder.Services.AddSingleton(provider =>
        {
            var projection = provider.GetRequiredService<TProjection>();
            return new SnapshotProjector(typeof(T), projection.Build);
        });
        return builder;
    }

    /// <summary>Adds a projection of snapshots; requests read it with <see cref="DmsSnapshot.Get{T}()"/>.</summary>
    /// <typeparam name="T">What it makes; one projection for each type.</typeparam>
    /// <param name="builder">The builder.</param>
    /// <param name="build">Makes it of a snapshot and the one in use, as <see cref="ISnapshotProjection{T}.Build"/> does.</param>
    /// <returns>The builder.</returns>
    public static IDmsSnapshotsBuilder AddSnapshotProjection<T>(this IDmsSnapshotsBuilder builder, Func<DmsSnapshot, DmsSnapshot?, T> build)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(build);
        builder.Services.AddSingleton(new SnapshotProjector(typeof(T), build));
        return builder;
    }

    /// <summary>Adds a gate that every release must pass before it is used. Gates are asked in the order they were added in.</summary>
    /// <typeparam name="TGate">The gate, made once with the application's services.</typeparam>
    /// <param name="builder">The builder.</param>
    /// <returns>The builder.</returns>
    public static IDmsSnapshotsBuilder AddGate<TGate>(this IDmsSnapshotsBuilder builder)
        where TGate : class, ISnapshotGate
    {
        builder.Services.AddSingleton<ISnapshotGate, TGate>();
        return builder;
    }

    /// <summary>Adds a gate that every release must pass before it is used. Gates are asked in the order they were added in.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="gate">The gate.</param>
    /// <returns>The builder.</returns>
    public static IDmsSnapshotsBuilder AddGate(this IDmsSnapshotsBuilder builder, ISnapshotGate gate)
    {
        ArgumentNullException.ThrowIfNull(gate);
        builder.Services.AddSingleton(gate);
        return builder;
    }
}
