namespace SchemaClaims.Contracts;

/// <summary>Marks calls as meant for a sidecar.</summary>
/// <param name="inner">What sends them.</param>
internal sealed class CallMarkHandler(HttpMessageHandler inner) : DelegatingHandler(inner)
{
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        request.Headers.TryAddWithoutValidation(CallMark.Name, CallMark.Value);
        return base.SendAsync(request, cancellationToken);
    }
}
