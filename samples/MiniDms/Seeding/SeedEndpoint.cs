using System.Text.Json.Nodes;
using MiniDms.Clients;
using MiniDms.Database;
using Npgsql;

namespace MiniDms.Seeding;

/// <summary><c>GET /minidms/seed</c>: what somebody who drives a load needs to know.</summary>
internal static class SeedEndpoint
{
    private const int MostStudents = 200;

    public static void Map(WebApplication app, NpgsqlDataSource dataSource, SeedPlan plan) => app.MapGet(
        "/minidms/seed", async (CancellationToken cancellationToken) => Results.Json(new
        {
            clientId = ApiClients.District.Id,
            clientSecret = ApiClients.District.Secret,
            clients = ApiClients.All.Select(client => new
            {
                clientId = client.Id, clientSecret = client.Secret, claimSet = client.ClaimSet,
                educationOrganizationIds = client.Authorizations.EducationOrganizationIds,
            }),
            localEducationAgencyId = SeedPlan.DistrictId,
            schoolIds = SeedPlan.SchoolIds,
            studentUniqueIds = plan.StudentIds.Take(MostStudents),
            sessionIds = await SessionIdsAsync(dataSource, cancellationToken),
            offeringsPerSession = plan.Offerings,
            bodies = Bodies(plan),
        }));

    private static Dictionary<string, JsonObject> Bodies(SeedPlan plan)
    {
        var bodies = new Dictionary<string, JsonObject>(StringComparer.Ordinal);
        foreach (var (endpoint, body) in plan.Documents())
            bodies.TryAdd(endpoint, body);
        return bodies;
    }

    private static async Task<List<Guid>> SessionIdsAsync(NpgsqlDataSource dataSource, CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        await using var batch = new NpgsqlBatch(connection)
        {
            BatchCommands =
            {
                Parameters.Command("SELECT documentuuid FROM dms.document WHERE resourcename = $1 ORDER BY createdat, id", "Session"),
            },
        };
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        var ids = new List<Guid>();
        while (await reader.ReadAsync(cancellationToken))
            ids.Add(reader.GetGuid(0));
        return ids;
    }
}
