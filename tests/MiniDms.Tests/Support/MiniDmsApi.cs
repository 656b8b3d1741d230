using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;

namespace MiniDms.Tests.Support;

/// <summary>Talks to a MiniDms as its clients do.</summary>
internal sealed class MiniDmsApi : IDisposable
{
    /// <summary>The client that may see the whole district by relationships.</summary>
    public const string District = "sis";

    private readonly HttpClient _http;
    private readonly Dictionary<string, string> _tokens = new(StringComparer.Ordinal);

    private MiniDmsApi(Uri url) => _http = new HttpClient(new SocketsHttpHandler { Expect100ContinueTimeout = TimeSpan.FromMinutes(1) })
    {
        BaseAddress = url,
    };

    /// <summary>What <c>/minidms/seed</c> says.</summary>
    public JsonObject Seed { get; private set; } = [];

    public static async Task<MiniDmsApi> ConnectAsync(Uri url)
    {
        var api = new MiniDmsApi(url);
        api.Seed = (await api.SendAsync("GET", "/minidms/seed", client: null)).Json.AsObject();
        foreach (var client in api.Seed["clients"]!.AsArray())
        {
            var id = client!["clientId"]!.GetValue<string>();
            var reply = await api.TokenAsync(id, client["clientSecret"]!.GetValue<string>());
            api._tokens[id] = reply.Json["access_token"]!.GetValue<string>();
        }

        return api;
    }

    /// <summary>A body of a seeded document.</summary>
    public JsonObject Body(string endpoint) => Seed["bodies"]![endpoint]!.DeepClone().AsObject();

    public Task<Reply> TokenAsync(string id, string secret) => SendAsync(new HttpRequestMessage(HttpMethod.Post, "/oauth/token")
    {
        Content = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["grant_type"] = "client_credentials", ["client_id"] = id, ["client_secret"] = secret,
        }),
    });

    public Task<Reply> GetAsync(string path, string client = District) => SendAsync("GET", Data(path), client);

    public Task<Reply> DeleteAsync(string path, string client = District) => SendAsync("DELETE", Data(path), client);

    public Task<Reply> PostAsync(string path, JsonObject body, string client = District, string? ifMatch = null) =>
        SendAsync("POST", Data(path), client, body.ToJsonString(), ifMatch);

    /// <summary>Replaces a document. The body gets its id.</summary>
    public Task<Reply> PutAsync(string path, string id, JsonObject body, string client = District, string? ifMatch = null)
    {
        var identified = body.DeepClone().AsObject();
        identified["id"] = id;
        return SendAsync("PUT", Data($"{path}/{id}"), client, identified.ToJsonString(), ifMatch);
    }

    /// <summary>Replaces a document. What happens meanwhile happens when the server wants to read the body.</summary>
    public Task<Reply> PutAsync(string path, string id, JsonObject body, Func<Task> meanwhile, string client = District)
    {
        var identified = body.DeepClone().AsObject();
        identified["id"] = id;
        var request = new HttpRequestMessage(HttpMethod.Put, Data($"{path}/{id}"))
        {
            Headers = { Authorization = new AuthenticationHeaderValue("Bearer", _tokens[client]), ExpectContinue = true },
            Content = new LateContent(Encoding.UTF8.GetBytes(identified.ToJsonString()), meanwhile),
        };
        return SendAsync(request);
    }

    /// <summary>Sends anything; without a token if there is no client.</summary>
    public Task<Reply> SendAsync(string method, string path, string? client, string? body = null, string? ifMatch = null)
    {
        var request = new HttpRequestMessage(new HttpMethod(method), path);
        if (client is not null)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", _tokens[client]);
        if (body is not null)
            request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        if (ifMatch is not null)
            request.Headers.TryAddWithoutValidation("If-Match", ifMatch);
        return SendAsync(request);
    }

    public void Dispose() => _http.Dispose();

    private static string Data(string path) =>
        "/data/" + (path.StartsWith("transport/", StringComparison.Ordinal) ? path : $"ed-fi/{path}");

    private async Task<Reply> SendAsync(HttpRequestMessage request)
    {
        using (request)
        using (var response = await _http.SendAsync(request))
            return new Reply(
                response.StatusCode, response.Content.Headers.ContentType?.ToString(), response.Headers.ETag?.ToString(),
                response.Headers.Location?.ToString(),
                response.Headers.TryGetValues("Total-Count", out var count) ? count.Single() : null,
                await response.Content.ReadAsStringAsync())
            {
                HasLength = response.Headers.TransferEncodingChunked != true,
            };
    }
}
