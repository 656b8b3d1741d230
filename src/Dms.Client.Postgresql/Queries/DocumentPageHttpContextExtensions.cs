using System.Globalization;
using Dms.Client.Postgresql.Queries;

namespace Microsoft.AspNetCore.Http;

/// <summary>Sends pages as responses.</summary>
public static class DocumentPageHttpContextExtensions
{
    private const string NextPageToken = "Next-Page-Token";

    /// <summary>
    /// Sends a page with the headers of DMS, <c>Total-Count</c> among them where it was asked for. Over HTTP/2 and 3 the token of the
    /// next page follows in the trailer <c>Next-Page-Token</c>. A page that fails after its first byte aborts the response, so that the
    /// client never takes a part for the whole; the exception is thrown on in any case.
    /// </summary>
    /// <param name="context">The request, whose end by the client ends the page.</param>
    /// <param name="page">The page; it stays the caller's to dispose of.</param>
    /// <returns>How the page ended.</returns>
    public static async Task<PageEnd> WriteDocumentPageAsync(this HttpContext context, DocumentPageStream page)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(page);
        var response = context.Response;
        response.ContentType = "application/json; charset=utf-8";
        if (page.TotalCount is { } total)
            response.Headers["Total-Count"] = total.ToString(CultureInfo.InvariantCulture);
        var takesTrailers = response.SupportsTrailers();
        if (takesTrailers)
            response.DeclareTrailer(NextPageToken);
        try
        {
            var end = await page.WriteToAsync(response.BodyWriter, context.RequestAborted).ConfigureAwait(false);
            if (takesTrailers && end.Next is { } next)
                response.AppendTrailer(NextPageToken, next.ToToken());
            return end;
        }
        catch when (response.HasStarted || response.BodyWriter is not { CanGetUnflushedBytes: true, UnflushedBytes: 0 })
        {
            context.Abort();
            throw;
        }
    }
}
