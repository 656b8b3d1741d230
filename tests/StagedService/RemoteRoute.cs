using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;

namespace StagedService;

internal static class RemoteRoute
{
    public static void MapRemote(this IEndpointRouteBuilder routes, Uri remote)
    {
        var client = new HttpClient();
        routes.MapGet("/remote", (CancellationToken end) => client.GetStringAsync(remote, end));
    }
}
