using Google.Protobuf;
using Grpc.Core;
using SchemaClaims.V1;
using SchemaClaimsSidecar.Access;
using SchemaClaimsSidecar.Hosting;
using static Grpc.Health.V1.HealthCheckResponse.Types;

namespace SchemaClaimsSidecar.Administration;

/// <summary>What is read over HTTP: the status and the claims for programs, health for whoever runs the process.</summary>
internal static class StatusEndpoints
{
    private const string Json = "application/json";

    private static readonly JsonFormatter Formatter = new(JsonFormatter.Settings.Default.WithFormatDefaultValues(true));

    public static void Map(IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet("/status", (StatusReader status) => Results.Text(Formatter.Format(status.Read()), Json)).Require(Right.Read);
        endpoints.MapGet("/management/view-claimsets", (ClaimsAdministration claims) => View(claims, "")).Require(Right.Read);
        endpoints.MapGet("/management/{tenant}/view-claimsets", (string tenant, ClaimsAdministration claims) => View(claims, tenant))
            .Require(Right.Read);
        endpoints.MapGet("/healthz", (ServingHealth health) => Health(health, "")).LetAnybodyIn();
        endpoints.MapGet("/readyz", (ServingHealth health) => Health(health, ServingHealth.Distribution)).LetAnybodyIn();
    }

    private static IResult View(ClaimsAdministration claims, string tenant)
    {
        try
        {
            return Results.Bytes(claims.View(new ViewClaimsRequest { Tenant = tenant }).Metadata.Memory, Json);
        }
        catch (RpcException failure) when (failure.StatusCode == StatusCode.NotFound)
        {
            return Results.NotFound();
        }
    }

    private static IResult Health(ServingHealth health, string service) => health.Of(service) == ServingStatus.Serving
        ? Results.Text("ok")
        : Results.Text("not ready", statusCode: StatusCodes.Status503ServiceUnavailable);
}
