using Dms.Client.Postgresql.Authorization;
using MiniDms.Serving;

namespace MiniDms.Sidecar;

/// <summary>Asks a session whether a request may go on.</summary>
internal static class SidecarAuthorization
{
    /// <returns>The refusal; null when the request goes on.</returns>
    public static async Task<Answer?> RefuseAsync(
        this AuthorizationSession session, DocumentRequest request, DocumentSecurityElements security, AuthorizationUse use)
    {
        var result = await session.AuthorizeAsync(
            AuthorizationRequest.Of(
                ((SnapshotResource)request.Resource).Schema, security, request.Client.Authorizations, request.Access.Decision!, use),
            request.Aborted);
        return result.IsAuthorized ? null : Problems.Forbidden(request.Context, result.Errors, result.Hints);
    }
}
