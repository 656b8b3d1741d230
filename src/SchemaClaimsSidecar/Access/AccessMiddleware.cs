namespace SchemaClaimsSidecar.Access;

/// <summary>
/// Finds out who calls and whether they may. Who may not is told neither what there is nor which version: the answer is the same
/// for everything, also for what does not exist.
/// </summary>
internal sealed partial class AccessMiddleware(IEnumerable<ICallers> ways, ILogger<AccessMiddleware> log) : IMiddleware
{
    /// <summary>Where a browser shows a token.</summary>
    public const string SignInPath = "/sign-in";

    private const string GrpcContentType = "application/grpc";
    private const int GrpcPermissionDenied = 7;
    private const int GrpcUnauthenticated = 16;

    public async Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        var caller = await IdentifyAsync(context).ConfigureAwait(false);
        context.Features.Set(caller);
        var right = RequiredRights.Of(context);
        if ((right is null || caller.May(right.Value)) && !CrossSite.Is(context.Request))
        {
            await next(context).ConfigureAwait(false);
            return;
        }

        LogRefused(caller.Description, context.Request.Path, CrossSite.Is(context.Request) ? "a request of its own" : $"the right to {right}");
        Refuse(context, isKnown: caller != Caller.Unknown);
    }

    private async ValueTask<Caller> IdentifyAsync(HttpContext context)
    {
        var found = Caller.Unknown;
        foreach (var way in ways)
        {
            // A certificate that may nothing does not take away what a token beside it may.
            if (await way.IdentifyAsync(context).ConfigureAwait(false) is { } caller && (found == Caller.Unknown || caller.Right > found.Right))
                found = caller;
        }

        return found;
    }

    private static void Refuse(HttpContext context, bool isKnown)
    {
        var response = context.Response;
        if (context.Request.ContentType?.StartsWith(GrpcContentType, StringComparison.Ordinal) ?? false)
        {
            response.ContentType = GrpcContentType;
            response.Headers["grpc-status"] = $"{(isKnown ? GrpcPermissionDenied : GrpcUnauthenticated)}";
            return;
        }

        if (!isKnown && AsksForAPage(context.Request))
        {
            response.StatusCode = StatusCodes.Status303SeeOther;
            response.Headers.Location = SignInPath;
            return;
        }

        response.StatusCode = isKnown ? StatusCodes.Status403Forbidden : StatusCodes.Status401Unauthorized;
        if (!isKnown)
            response.Headers.WWWAuthenticate = "Bearer";
    }

    // A person in front of a browser, whatever they look for.
    private static bool AsksForAPage(HttpRequest request) =>
        HttpMethods.IsGet(request.Method) && request.Headers.Accept.ToString().Contains("text/html", StringComparison.Ordinal);

    [LoggerMessage(6600, LogLevel.Warning, "Refused: {Caller} asked for {Path}, which needs {What}")]
    private partial void LogRefused(string caller, string path, string what);
}
