using Dms.Client.Postgresql.Cascades;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds identity cascades to an application.</summary>
public static class CascadeBuilderExtensions
{
    /// <summary>
    /// Adds <see cref="IdentityCascade"/>, and <see cref="CascadeSchema"/> as a projection of each snapshot. Options are bound by the
    /// application: <c>services.Configure&lt;CascadeOptions&gt;(…)</c>.
    /// </summary>
    /// <param name="builder">The builder.</param>
    /// <returns>The builder.</returns>
    public static IDmsSnapshotsBuilder AddIdentityCascades(this IDmsSnapshotsBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.AddSnapshotProjection((candidate, current) =>
            current is not null && ReferenceEquals(candidate.Schema, current.Schema) && current.Get<CascadeSchema>() is { } same
                ? same
                : new CascadeSchema(candidate.Schema));
        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Services.TryAddSingleton<IdentityCascade>();
        builder.Services.AddOptions<CascadeOptions>().ValidateDataAnnotations().ValidateOnStart();
        return builder;
    }
}
