namespace SchemaClaims.Contracts.Following;

/// <summary>Tells of every byte of a response's body as it comes, before it is a message.</summary>
internal sealed class ListeningHandler(HttpMessageHandler inner) : DelegatingHandler(inner)
{
    private volatile Action? _heard;

    /// <summary>Who is told; null for nobody.</summary>
    public Action? Heard
    {
        set => _heard = value;
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var response = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        var content = new StreamContent(
            new ListeningStream(await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false), () => _heard?.Invoke()));
        foreach (var (name, values) in response.Content.Headers)
            content.Headers.TryAddWithoutValidation(name, values);
        response.Content = content;
        return response;
    }
}
