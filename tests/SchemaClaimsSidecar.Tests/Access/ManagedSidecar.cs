using System.Net;
using System.Net.Http.Headers;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using SchemaClaims.Contracts;
using SchemaClaimsSidecar.Hosting;
using Testing;

namespace SchemaClaimsSidecar.Tests.Access;

/// <summary>A sidecar in this process that is also administered over TCP.</summary>
internal sealed class ManagedSidecar : IAsyncDisposable
{
    private readonly WebApplication _app;

    private ManagedSidecar(WebApplication app, TemporaryFolder folder) => (_app, Folder) = (app, folder);

    public TemporaryFolder Folder { get; }

    public ManualTimeProvider Time { get; private init; } = null!;

    public IServiceProvider Services => _app.Services;

    public string AdminSocket => Folder["admin.sock"];

    public string DmsSocket => Folder["dms.sock"];

    public Uri Management => new(_app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!
        .Addresses.Single(address => !address.Contains("unix:", StringComparison.Ordinal)));

    /// <param name="folder">Where everything is; disposed with this.</param>
    /// <param name="settings">Settings besides the listeners and the store.</param>
    public static async Task<ManagedSidecar> StartAsync(TemporaryFolder folder, params IEnumerable<(string Name, string Value)> settings)
    {
        var time = new ManualTimeProvider();
        var all = new Dictionary<string, string?>
        {
            ["Store:Folder"] = folder["store"],
            ["Listen:Dms"] = $"unix://{folder["dms.sock"]}",
            ["Listen:AdminSocket"] = folder["admin.sock"],
            ["Listen:Management"] = "http://127.0.0.1:0",
            ["Logging:LogLevel:Default"] = "None",
        };
        foreach (var (name, value) in settings)
            all[name] = value;
        var app = SidecarHost.Build(all, time);
        await app.StartAsync();
        return new ManagedSidecar(app, folder) { Time = time };
    }

    /// <summary>Sends a request over TCP.</summary>
    public async Task<Answer> SendAsync(
        HttpMethod method, string path, string? token = null, IEnumerable<(string Name, string Value)>? headers = null,
        HttpMessageHandler? handler = null)
    {
        using var http = new HttpClient(handler ?? new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = Management };
        using var request = new HttpRequestMessage(method, path);
        if (token is not null)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        foreach (var (name, value) in headers ?? [])
            request.Headers.TryAddWithoutValidation(name, value);
        using var response = await http.SendAsync(request);
        return new Answer(
            response.StatusCode, await response.Content.ReadAsStringAsync(),
            string.Join('\n', response.Headers.Concat(response.Content.Headers).Select(header => $"{header.Key}: {string.Join(',', header.Value)}")));
    }

    /// <summary>Sends a request over the administration socket or that of DMS.</summary>
    public static async Task<HttpStatusCode> SendAsync(string socket, HttpMethod method, string path)
    {
        using var http = new HttpClient(UnixSockets.HandlerFor(socket));
        using var request = new HttpRequestMessage(method, new Uri($"http://localhost{path}"))
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
        };
        using var response = await http.SendAsync(request);
        return response.StatusCode;
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
        Folder.Dispose();
    }

    internal sealed record Answer(HttpStatusCode Status, string Body, string Headers);
}
