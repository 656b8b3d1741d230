using Dms.Client.Hosting;

namespace Microsoft.AspNetCore.Builder;

/// <summary>Puts snapshots into the pipeline.</summary>
public static class DmsSnapshotApplicationBuilderExtensions
{
    /// <summary>
    /// Pins one snapshot to each request, so that everything after this middleware sees one version of schema and claims, whatever
    /// arrives meanwhile. Before the first snapshot a request is answered with 503 and <c>Retry-After</c>; probes belong before it.
    /// </summary>
    /// <param name="app">The application.</param>
    /// <returns>The application.</returns>
    public static IApplicationBuilder UseDmsSnapshot(this IApplicationBuilder app)
    {
        ArgumentNullException.ThrowIfNull(app);
        return app.UseMiddleware<SnapshotMiddleware>();
    }
}
