using System.Text.Json.Serialization;
using Grpc.Core;
using SchemaClaims.V1;
using SchemaClaimsSidecar.Access;
using SchemaClaimsSidecar.Audit;
using SchemaClaimsSidecar.Storage;

namespace SchemaClaimsSidecar.Administration;

/// <summary>The management endpoints of DMS for what the sidecar took over, with their bodies and answers.</summary>
internal static partial class ManagementEndpoints
{
    public static void Map(IEndpointRouteBuilder endpoints)
    {
        endpoints.MapPost("/management/reload-claimsets", ReloadClaimSetsAsync);
        endpoints.MapPost("/management/{tenant}/reload-claimsets", ReloadClaimSetsOfTenantAsync);
    }

    // One refresh serves all tenants, so that this differs only in what an unknown one is told.
    private static async Task<IResult> ReloadClaimSetsOfTenantAsync(
        string tenant, HttpContext context, ClaimsAdministration claims, AuditTrail audit)
    {
        var result = await ReloadClaimSetsAsync(context, claims, audit).ConfigureAwait(false);
        return claims.Status().Tenants.Contains(tenant, StringComparer.OrdinalIgnoreCase) ? result : Results.NotFound();
    }

    // As DMS: 404 where there is nothing to reload, and one error for whatever went wrong.
    private static async Task<IResult> ReloadClaimSetsAsync(HttpContext context, ClaimsAdministration claims, AuditTrail audit)
    {
        try
        {
            var request = new RefreshClaimsRequest { Reason = "POST /management/reload-claimsets" };
            var response = await audit.RunAsync(
                AdministrativeActs.Of(request, nameof(Admin.AdminBase.RefreshClaims))!, Caller.Of(context).Description,
                () => claims.RefreshAsync(request, Caller.Of(context).Name, context.RequestAborted),
                answer => ActResult.Of(answer)!, context.RequestAborted).ConfigureAwait(false);
            var problem = response.Held.Length > 0 ? response.Held : string.Join(' ', response.FailedTenants);
            return problem.Length == 0 ? Answer(200, new Message("Claimsets reloaded successfully")) : Failed(problem);
        }
        catch (RpcException failure) when (failure.StatusCode == StatusCode.FailedPrecondition)
        {
            return Results.NotFound();
        }
        catch (RpcException failure)
        {
            return Failed(failure.Status.Detail);
        }
        catch (StoreUnavailableException notOnRecord)
        {
            return Failed(notOnRecord.Message);
        }
    }

    private static IResult Failed(string why) => Answer(500, new Error($"Error during claimsets reload: {why}"));

    private static IResult Answer<T>(int status, T body)
        where T : class => Results.Json(body, ManagementJson.Default, statusCode: status);

    private sealed record Message([property: JsonPropertyName("message")] string Text);

    private sealed record Error([property: JsonPropertyName("error")] string Text);

    [JsonSerializable(typeof(Message))]
    [JsonSerializable(typeof(Error))]
    private sealed partial class ManagementJson : JsonSerializerContext;
}
