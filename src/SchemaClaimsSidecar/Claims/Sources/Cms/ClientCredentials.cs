namespace SchemaClaimsSidecar.Claims.Sources.Cms;

/// <summary>
/// Signs in by OAuth client credentials (RFC 6749, 4.4): one token for all requests, fetched once however many need it, and renewed
/// before it expires.
/// </summary>
internal sealed class ClientCredentials(CmsHttp http, CmsOptions options, Uri endpoint, TimeProvider time, ILogger log) : IDisposable
{
    private const int MaxAnswerBytes = 64 * 1024;

    private readonly SemaphoreSlim _signingIn = new(1, 1);
    private AccessToken? _token;

    private AccessToken? Usable => Volatile.Read(ref _token) is { } token && token.IsUsable(time) ? token : null;

    /// <exception cref="CmsRequestException">There is no token to be had.</exception>
    public async ValueTask<AccessToken> GetAsync(CancellationToken cancellationToken)
    {
        if (Usable is { } known)
            return known;
        await _signingIn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (Usable is { } meanwhile)
                return meanwhile;
            var token = await SignInAsync(cancellationToken).ConfigureAwait(false);
            Volatile.Write(ref _token, token);
            CmsLog.SignedIn(log, token.UsedFor);
            return token;
        }
        finally
        {
            _signingIn.Release();
        }
    }

    /// <summary>Forgets a token that the service refused, unless another has taken its place already.</summary>
    public void Drop(AccessToken refused)
    {
        if (Interlocked.CompareExchange(ref _token, null, refused) == refused)
            CmsLog.TokenRefused(log);
    }

    public void Dispose() => _signingIn.Dispose();

    private async Task<AccessToken> SignInAsync(CancellationToken cancellationToken)
    {
        var secret = await SecretAsync(cancellationToken).ConfigureAwait(false);
        var requestedAt = 0L;
        var request = new CmsRequest(HttpMethod.Post, endpoint, MaxAnswerBytes, message =>
        {
            requestedAt = time.GetTimestamp();
            message.Content = FormOf(secret);
        });
        return TokenAnswer.Read(await http.SendAsync(request, cancellationToken).ConfigureAwait(false)) is { } answer
            ? new AccessToken(answer.Token, requestedAt, answer.Life)
            : throw new CmsRequestException(
                $"{request} answered JSON without a usable 'access_token': is Claims:Cms:BaseUrl the Configuration Service?");
    }

    private FormUrlEncodedContent FormOf(string secret) => new(
    [
        new("grant_type", "client_credentials"),
        new("client_id", options.ClientId),
        new("client_secret", secret),
        new("scope", options.Scope),
    ]);

    private async Task<string> SecretAsync(CancellationToken cancellationToken)
    {
        if (options.ClientSecretFile is not { Length: > 0 } path)
            return options.ClientSecret!;
        try
        {
            return (await File.ReadAllTextAsync(path, cancellationToken).ConfigureAwait(false)).TrimEnd('\r', '\n');
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new CmsRequestException($"The client's secret, Claims:Cms:ClientSecretFile, cannot be read: {failure.Message}", failure);
        }
    }
}
