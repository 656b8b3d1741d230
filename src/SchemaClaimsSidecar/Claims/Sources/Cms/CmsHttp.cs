using System.Net;
using Polly;
using Polly.CircuitBreaker;
using Polly.Timeout;

namespace SchemaClaimsSidecar.Claims.Sources.Cms;

/// <summary>Sends requests to the Configuration Service. Whatever belongs to one of them stands in its own message.</summary>
internal sealed class CmsHttp(CmsOptions options, TimeProvider time, ILogger log) : IDisposable
{
    // So that a service that moved is found at its new address.
    private static readonly TimeSpan ConnectionLifetime = TimeSpan.FromMinutes(5);

    private readonly ResiliencePipeline _pipeline = CmsPipeline.Build(options, time, log);

    private readonly HttpClient _http = new(new SocketsHttpHandler
    {
        PooledConnectionLifetime = ConnectionLifetime,
        AutomaticDecompression = DecompressionMethods.All,
        AllowAutoRedirect = false,
        UseCookies = false,
    })
    {
        Timeout = Timeout.InfiniteTimeSpan,
    };

    /// <summary>The body of the answer.</summary>
    /// <exception cref="CmsRequestException">There is no answer, or none that can be used.</exception>
    public async Task<byte[]> SendAsync(CmsRequest request, CancellationToken cancellationToken)
    {
        try
        {
            return await _pipeline.ExecuteAsync(
                static async (call, attempt) => await call.Http.SendOnceAsync(call.Request, attempt).ConfigureAwait(false),
                (Http: this, Request: request),
                cancellationToken).ConfigureAwait(false);
        }
        catch (TimeoutRejectedException late)
        {
            throw new CmsRequestException(
                $"{request} was not answered within {late.Timeout}. Look at the Configuration Service and the network to it, "
                + "or raise Claims:Cms:RequestTimeout.",
                late);
        }
        catch (BrokenCircuitException left)
        {
            throw new CmsRequestException(
                $"{request} was not sent: request after request failed, and the Configuration Service is left alone for "
                + $"{options.BreakDuration}. The last failure: {left.InnerException?.Message}",
                left);
        }
    }

    public void Dispose() => _http.Dispose();

    private async Task<byte[]> SendOnceAsync(CmsRequest request, CancellationToken cancellationToken)
    {
        using var message = request.NewMessage();
        try
        {
            using var response = await _http.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, cancellationToken)
                .ConfigureAwait(false);
            return await CmsResponses.ReadAsync(request, response, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception failure) when (failure is HttpRequestException or IOException or InvalidDataException)
        {
            throw new CmsRequestException(
                $"{request} failed: {failure.GetBaseException().Message.TrimEnd('.')}. "
                + "Is the Configuration Service up, and Claims:Cms:BaseUrl right?",
                failure)
            {
                IsTransient = true,
            };
        }
    }
}
