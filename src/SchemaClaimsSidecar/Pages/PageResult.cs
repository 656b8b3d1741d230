using SchemaClaimsSidecar.Access;
using SchemaClaimsSidecar.Pages.Markup;

namespace SchemaClaimsSidecar.Pages;

/// <summary>Answers with HTML.</summary>
internal sealed class PageResult : IResult
{
    private readonly Func<Caller, Html> _markup;
    private readonly int _status;

    public PageResult(Page page, int status = StatusCodes.Status200OK) =>
        (_markup, _status) = (caller => PageLayout.Of(page, caller), status);

    /// <param name="fragment">What a script puts into a page that is there already.</param>
    public PageResult(Html fragment) => (_markup, _status) = (_ => fragment, StatusCodes.Status200OK);

    public Task ExecuteAsync(HttpContext httpContext)
    {
        PageHeaders.AddTo(httpContext.Response);
        httpContext.Response.StatusCode = _status;
        httpContext.Response.ContentType = "text/html; charset=utf-8";
        return httpContext.Response.WriteAsync(_markup(Caller.Of(httpContext)).ToString(), httpContext.RequestAborted);
    }
}
