using Dms.Client.Claims;
using MiniDms.Clients;
using MiniDms.Serving;

namespace MiniDms.Investigated;

/// <summary>Looks a request up in the claim sets row by row, as DMS's <c>ResourceActionAuthorizationMiddleware</c>.</summary>
internal sealed class ClaimsCheck(ClaimSetsCache cache)
{
    private const string BaseUri = "http://ed-fi.org/identity/claims";

    public async ValueTask<Access> DecideAsync(HttpContext context, ApiClient client, NodeResource resource, ResourceAction action)
    {
        const StringComparison Ignoring = StringComparison.InvariantCultureIgnoreCase;
        var claimSets = await cache.GetAsync(context.RequestAborted);
        var uri = $"{BaseUri}/{resource.ProjectEndpoint}/{resource.ResourceName}";
        var rows = claimSets.SingleOrDefault(claimSet => string.Equals(claimSet.Name, client.ClaimSet, Ignoring))?.Rows
            .Where(row => string.Equals(row.Claim, uri, Ignoring)).ToArray() ?? [];
        if (rows.Length == 0)
            return Refused(Problems.Forbidden(context, [], []));
        return rows.SingleOrDefault(row => string.Equals(row.Action, action.Name, Ignoring)) switch
        {
            null => Refused(Problems.ActionDenied(context, client.ClaimSet, action.Name, resource.ResourceName)),
            { Strategies: [] } => Refused(Problems.Forbidden(
                context,
                [
                    $"No authorization strategies were defined for the requested action '{action.Name}' against resource "
                    + $"['{resource.ResourceName}'] matched by the caller's claim '{client.ClaimSet}'.",
                ],
                [])),
            var row => new Access([.. row.Strategies], null, null),
        };
    }

    private static Access Refused(Answer refusal) => new([], null, refusal);
}
