using System.Net;
using System.Net.Sockets;
using MiniDms.Hosting;
using MiniDms.Serving;

namespace MiniDms.Sidecar;

/// <summary>The routes under <c>/management</c>: the sidecar's administration socket answers them.</summary>
internal sealed class SidecarManagement(SidecarProcess sidecar, MiniDmsOptions options) : IDisposable
{
    private readonly HttpClient _http = new(new SocketsHttpHandler
    {
        ConnectCallback = async (_, cancellationToken) =>
        {
            var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(sidecar.AdminSocket), cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        },
    })
    {
        BaseAddress = new Uri("http://localhost"),
        DefaultRequestVersion = HttpVersion.Version20,
        DefaultVersionPolicy = HttpVersionPolicy.RequestVersionExact,
    };

    public void Map(WebApplication app)
    {
        Forward("/management/upload-api-schema", "upload-api-schema");
        Forward("/management/upload-and-reload-schema", "upload-api-schema");
        Forward("/management/reload-claimsets", "reload-claimsets");
        app.MapPost("/management/reload-api-schema", (Delegate)ReloadAsync);

        void Forward(string path, string endpoint) =>
            app.MapPost(path, (Delegate)((HttpContext context) => ForwardAsync(context, endpoint)));
    }

    public void Dispose() => _http.Dispose();

    private async Task<IResult> ForwardAsync(HttpContext context, string endpoint)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/management/{endpoint}")
        {
            Version = HttpVersion.Version20, VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = new StreamContent(context.Request.Body) { Headers = { ContentType = new("application/json") } },
        };
        using var response = await _http.SendAsync(request, context.RequestAborted);
        var body = await response.Content.ReadAsByteArrayAsync(context.RequestAborted);
        return new Answer((int)response.StatusCode, body, "application/json; charset=utf-8").ToResult();
    }

    private async Task<IResult> ReloadAsync(HttpContext context)
    {
        try
        {
            await sidecar.UploadAsync(options.Core, options.Extensions, context.RequestAborted);
            return Results.Json(new { message = "Schema reloaded successfully" });
        }
        catch (InvalidOperationException)
        {
            return Results.Json(new { error = "Schema reload failed" }, statusCode: StatusCodes.Status500InternalServerError);
        }
    }
}
