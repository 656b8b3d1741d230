using System.Globalization;
using Dms.Client.Snapshots;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;

namespace Dms.Client.Hosting;

/// <summary>Pins the current snapshot to the request. Before the first snapshot it answers 503 with <c>Retry-After</c>.</summary>
internal sealed class SnapshotMiddleware(RequestDelegate next, ISnapshots snapshots, IOptions<DmsSnapshotsOptions> options)
{
    private readonly string _retryAfter = Math.Ceiling(options.Value.RetryAfter.TotalSeconds).ToString(CultureInfo.InvariantCulture);

    public Task InvokeAsync(HttpContext context)
    {
        if (!snapshots.TryGetCurrent(out var snapshot))
            return RefuseAsync(context);
        context.Features.Set(snapshot);
        return next(context);
    }

    private Task RefuseAsync(HttpContext context)
    {
        context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
        context.Response.Headers[HeaderNames.RetryAfter] = _retryAfter;
        context.Response.ContentType = "application/problem+json";
        return context.Response.WriteAsync(
            """{"title":"Service Unavailable","status":503,"detail":"The API schema and claims have not arrived yet. Try again soon."}""",
            context.RequestAborted);
    }
}
