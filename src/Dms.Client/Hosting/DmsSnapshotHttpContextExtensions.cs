using Dms.Client.Snapshots;

namespace Microsoft.AspNetCore.Http;

/// <summary>Gets the snapshot of a request.</summary>
public static class DmsSnapshotHttpContextExtensions
{
    /// <summary>The snapshot that <c>UseDmsSnapshot</c> pinned to the request: the same one at every call.</summary>
    /// <param name="context">The request.</param>
    /// <exception cref="InvalidOperationException"><c>UseDmsSnapshot</c> has not run for this request.</exception>
    public static DmsSnapshot GetDmsSnapshot(this HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return context.Features.Get<DmsSnapshot>()
            ?? throw new InvalidOperationException("The request has no snapshot. Call app.UseDmsSnapshot() before what needs it.");
    }
}
