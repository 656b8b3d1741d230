using System.Net;
using Dms.Client.Claims;
using Dms.Client.Snapshots;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Bench.Requests;

/// <summary>A web host that answers as DMS would: pins the snapshot, finds the resource, asks whether the claim set may, and answers.</summary>
internal sealed class RequestHost : IAsyncDisposable
{
    private static readonly TimeSpan WriteDelay = TimeSpan.FromMilliseconds(50);

    private readonly WebApplication _app;
    private readonly string _claimSet;

    private RequestHost(WebApplication app, string claimSet) => (_app, _claimSet) = (app, claimSet);

    public ISnapshots Snapshots => _app.Services.GetRequiredService<ISnapshots>();

    public IPEndPoint EndPoint
    {
        get
        {
            var address = _app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
            return new IPEndPoint(IPAddress.Loopback, new Uri(address).Port);
        }
    }

    public static async Task<RequestHost> StartAsync(string sidecarSocket, string lastKnownGoodFolder, string claimSet)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddDmsSnapshots(options =>
        {
            options.Address = $"unix://{sidecarSocket}";
            options.Subscriber = "bench-dms";
            options.LastKnownGoodFolder = lastKnownGoodFolder;
            // Soon, so that the writing is measured where it belongs and not as steady; but not in the way of requests from before.
            options.LastKnownGoodDelay = WriteDelay;
        });
        var host = new RequestHost(builder.Build(), claimSet);
        host._app.UseDmsSnapshot();
        host._app.MapGet("/data/{project}/{endpoint}", host.Answer);
        await host._app.StartAsync();
        return host;
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
    }

    private IResult Answer(string project, string endpoint, HttpContext context)
    {
        var snapshot = context.GetDmsSnapshot();
        if (snapshot.Schema.FindResource(project, endpoint) is not { } resource)
            return Results.NotFound();
        var decision = snapshot.Claims.Decide(null, _claimSet, resource.ResourceClaimUri, ResourceAction.Read);
        return decision.IsGranted ? Results.Text(resource.ResourceName) : Results.StatusCode(StatusCodes.Status403Forbidden);
    }
}
