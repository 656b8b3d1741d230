using System.Net;
using System.Net.Http.Headers;

namespace SchemaClaimsSidecar.Claims.Sources.Cms;

/// <summary>
/// The requests of one refresh. A token that the service refuses is replaced once in it: when the next is refused as well, more of
/// them would not help.
/// </summary>
internal sealed class CmsSession(CmsHttp http, ClientCredentials credentials, int maxAnswerBytes)
{
    private volatile AccessToken? _replacement;

    /// <param name="uri">What is asked for.</param>
    /// <param name="tenant">The tenant that it is asked for; null for none.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="CmsRequestException">There is no answer, or none that can be used.</exception>
    public async Task<byte[]> GetAsync(Uri uri, string? tenant, CancellationToken cancellationToken)
    {
        var token = await credentials.GetAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return await SendAsync(token).ConfigureAwait(false);
        }
        catch (CmsRequestException refused) when (refused.Status == HttpStatusCode.Unauthorized && token != _replacement)
        {
            credentials.Drop(token);
            token = _replacement = await credentials.GetAsync(cancellationToken).ConfigureAwait(false);
            return await SendAsync(token).ConfigureAwait(false);
        }

        Task<byte[]> SendAsync(AccessToken by) => http.SendAsync(
            new CmsRequest(HttpMethod.Get, uri, maxAnswerBytes, message => Address(message, by, tenant)), cancellationToken);
    }

    private static void Address(HttpRequestMessage message, AccessToken token, string? tenant)
    {
        message.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token.Value);
        if (tenant is not null)
            message.Headers.Add("Tenant", tenant);
    }
}
