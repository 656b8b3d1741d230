using Grpc.Core;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;

namespace Grpc.Wire.Server;

/// <summary>Answers calls of services and methods that nobody mapped; other requests are not its business.</summary>
internal sealed class UnimplementedEndpoint : IRouteConstraint
{
    private readonly HashSet<IEndpointRouteBuilder> _mapped = [];

    public void MapOnce(IEndpointRouteBuilder builder)
    {
        if (!_mapped.Add(builder))
            return;
        var pattern = RoutePatternFactory.Parse(
            "{service}/{method}", defaults: null, parameterPolicies: new RouteValueDictionary { ["method"] = this });
        builder.Map(pattern, HandleAsync)
            .WithDisplayName("gRPC - unimplemented")
            .WithMetadata(new HttpMethodMetadata([HttpMethods.Post]));
    }

    public bool Match(
        HttpContext? httpContext, IRouter? route, string routeKey, RouteValueDictionary values, RouteDirection routeDirection) =>
        httpContext is not null && RequestProtocol.IsGrpc(httpContext.Request.ContentType);

    private static Task HandleAsync(HttpContext http)
    {
        if (!RequestProtocol.TryAccept(http))
            return Task.CompletedTask;
        ResponseStatus.Write(
            http.Response, new Status(StatusCode.Unimplemented, $"The server has no method {http.Request.Path}."), Metadata.Empty);
        return Task.CompletedTask;
    }
}
