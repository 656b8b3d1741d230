namespace Load.Tests.Support;

/// <summary>A server without a network: each call is answered by a function of its number.</summary>
/// <param name="answer">Given the number of the call, from 0; its result is whether it succeeds.</param>
internal sealed class ScriptedServer(Func<int, Task<bool>> answer) : HttpMessageHandler
{
    private int _calls;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        new(await answer(_calls++) ? System.Net.HttpStatusCode.OK : System.Net.HttpStatusCode.InternalServerError);
}
