using Microsoft.Extensions.Options;

namespace SchemaClaimsSidecar.Claims.Sources.Cms;

/// <summary>Asks the Configuration Service over HTTP. It tells nobody of changes: it has to be asked again.</summary>
internal sealed class CmsClaimsSource : IClaimsSource, IDisposable
{
    private readonly CmsOptions _options;
    private readonly CmsEndpoints _endpoints;
    private readonly CmsHttp _http;
    private readonly ClientCredentials _credentials;

    public CmsClaimsSource(IOptions<CmsOptions> options, TimeProvider time, ILogger<CmsClaimsSource> log)
    {
        _options = options.Value;
        _endpoints = new CmsEndpoints(_options);
        _http = new CmsHttp(_options, time, log);
        _credentials = new ClientCredentials(_http, _options, _endpoints.Token, time, log);
    }

    public async Task<ClaimsAnswer> FetchAsync(CancellationToken cancellationToken)
    {
        try
        {
            // Before any tenant needs it: a token that cannot be had is one failure, not one for each of them.
            await _credentials.GetAsync(cancellationToken).ConfigureAwait(false);
            var session = new CmsSession(_http, _credentials, _options.MaxAnswerBytes);
            return _options.MultiTenancy
                ? await new TenantsFetch(session, _endpoints.Metadata)
                    .RunAsync(await TenantsAsync(session, cancellationToken).ConfigureAwait(false), cancellationToken).ConfigureAwait(false)
                : await FetchWithoutTenantsAsync(session, cancellationToken).ConfigureAwait(false);
        }
        catch (CmsRequestException failure)
        {
            throw new ClaimsSourceException(failure.Message, failure);
        }
    }

    public Task WaitForChangeAsync(CancellationToken cancellationToken) => Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);

    public void Dispose()
    {
        _credentials.Dispose();
        _http.Dispose();
    }

    private async Task<ClaimsAnswer> FetchWithoutTenantsAsync(CmsSession session, CancellationToken cancellationToken)
    {
        var body = await session.GetAsync(_endpoints.Metadata, null, cancellationToken).ConfigureAwait(false);
        var answer = MetadataAnswer.Read(_endpoints.Metadata.ToString(), body);
        return new ClaimsAnswer([TenantAnswer.Of(null, answer.ClaimSets)]) { Warnings = answer.Warnings };
    }

    private async Task<IEnumerable<string>> TenantsAsync(CmsSession session, CancellationToken cancellationToken) =>
        _options.Tenants.Count > 0
            ? _options.Tenants
            : TenantList.Read(
                _endpoints.Tenants.ToString(),
                await session.GetAsync(_endpoints.Tenants, null, cancellationToken).ConfigureAwait(false));
}
