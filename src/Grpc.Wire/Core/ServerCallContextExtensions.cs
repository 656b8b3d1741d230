using Microsoft.AspNetCore.Http;

namespace Grpc.Core;

internal static class ServerCallContextExtensions
{
    internal const string HttpContextKey = "__HttpContext";

    /// <summary>The HTTP request that carries the call, also through a wrapped context that passes the user state on.</summary>
    public static HttpContext GetHttpContext(this ServerCallContext serverCallContext) =>
        serverCallContext.UserState.TryGetValue(HttpContextKey, out var value) && value is HttpContext http
            ? http
            : throw new InvalidOperationException("The call is not carried by ASP.NET Core.");
}
