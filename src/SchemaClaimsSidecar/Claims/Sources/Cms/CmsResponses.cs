using System.Net;

namespace SchemaClaimsSidecar.Claims.Sources.Cms;

/// <summary>Reads answers, and only those that are one: 200, JSON, and of a size that can be held.</summary>
internal static class CmsResponses
{
    /// <exception cref="CmsRequestException">The answer is something else.</exception>
    public static async Task<byte[]> ReadAsync(CmsRequest request, HttpResponseMessage response, CancellationToken cancellationToken)
    {
        if (response.StatusCode != HttpStatusCode.OK)
            throw Refusal(request, response);
        var mediaType = response.Content.Headers.ContentType?.MediaType;
        if (mediaType is not null && !mediaType.EndsWith("json", StringComparison.OrdinalIgnoreCase))
            throw NotJson(request, mediaType == "text/html" ? "HTML" : mediaType);
        var body = await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        await using (body.ConfigureAwait(false))
        {
            var content = await BoundedReader.ReadAsync(body, request.MaxBytes, cancellationToken).ConfigureAwait(false)
                ?? throw new CmsRequestException(
                    $"{request} answered more than {request.MaxBytes} bytes. Is Claims:Cms:BaseUrl the Configuration Service? "
                    + "If its answers are that long, raise Claims:Cms:MaxAnswerBytes.");
            return content.AsSpan().TrimStart(" \t\r\n"u8).StartsWith("<"u8) ? throw NotJson(request, "HTML") : content;
        }
    }

    private static CmsRequestException NotJson(CmsRequest request, string what) =>
        new($"{request} answered {what} instead of JSON: is Claims:Cms:BaseUrl the Configuration Service?");

    private static CmsRequestException Refusal(CmsRequest request, HttpResponseMessage response)
    {
        var status = response.StatusCode;
        var advice = CmsStatusAdvice.Of(status, response.RequestMessage!.Method);
        return new CmsRequestException($"{request} answered {(int)status} {response.ReasonPhrase}. {advice}")
        {
            Status = status,
            IsTransient = status is
                >= HttpStatusCode.InternalServerError or HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests,
            RetryAfter = RetryAfterOf(response),
        };
    }

    // A date is measured against the service's own, since its clock need not be ours.
    private static TimeSpan? RetryAfterOf(HttpResponseMessage response)
    {
        var retryAfter = response.Headers.RetryAfter;
        var pause = retryAfter?.Delta ?? (retryAfter?.Date - response.Headers.Date);
        return pause > TimeSpan.Zero ? pause : null;
    }
}
