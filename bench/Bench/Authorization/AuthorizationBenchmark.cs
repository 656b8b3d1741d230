using Bench.Cascades;
using Bench.Reporting;
using Dms.Client.Postgresql.Authorization;
using Dms.Client.Postgresql.Tests.Support;
using Dms.Client.Schema;
using Microsoft.Extensions.Logging;
using Npgsql;
using static Bench.Reporting.Format;

namespace Bench.Authorization;

/// <summary>An authorized update: what goes over the wire, and what becomes of many of them behind a small pool.</summary>
internal sealed class AuthorizationBenchmark : IBenchmark
{
    private const int MostRoundTrips = 4;
    private const int PoolSize = 8;
    private const int Clients = 64;
    private const int WarmUps = 8;

    private const string Document = """
        {"educationOrganizationReference":{"educationOrganizationId":255901},"studentReference":{"studentUniqueId":"S1"},"loginId":"x"}
        """;

    private static readonly TimeSpan Duration = TimeSpan.FromSeconds(60);
    private static readonly ClientAuthorizations Client = new([SchoolDistrict.FirstSchool], []);

    private static ResourceSchema Resource { get; } =
        SchoolModel.Schema.FindResourceByName("Ed-Fi", "StudentEducationOrganizationAssociation")!;

    public string Name => "authorization";

    public async Task<Section> RunAsync(CancellationToken cancellationToken)
    {
        await using var database = await SchoolDistrict.CreateAsync();
        await database.InsertAsync(Resource.ResourceName, Document);
        var ours = await CountAsync(database, SessionAsync);
        var service = await CountAsync(database, ServiceAsync);
        cancellationToken.ThrowIfCancellationRequested();
        var ourPool = await PoolAsync(database, SessionAsync);
        var servicePool = await PoolAsync(database, ServiceAsync);
        return Describe(ours, service, ourPool, servicePool);
    }

    private static async Task<(int RoundTrips, int Connections)> CountAsync(
        DmsDatabase database, Func<NpgsqlDataSource, Task<bool>> update)
    {
        await using var counter = new WireCounter(database.Postgres.Cluster.Port);
        using var log = new StatementLog();
        using var logging = LoggerFactory.Create(factory => factory.AddProvider(log).SetMinimumLevel(LogLevel.Debug));
        var address = new NpgsqlConnectionStringBuilder(database.ConnectionString)
        {
            Port = counter.Port, MaxAutoPrepare = 256, AutoPrepareMinUsages = 2,
        };
        await using var dataSource = new NpgsqlDataSourceBuilder(address.ConnectionString).UseLoggerFactory(logging).Build();
        for (var i = 0; i < WarmUps; i++)
            await update(dataSource);
        log.Clear();
        var before = counter.RoundTrips;
        await update(dataSource);
        return (counter.RoundTrips - before, log.Connections);
    }

    private static async Task<PoolRun> PoolAsync(DmsDatabase database, Func<NpgsqlDataSource, Task<bool>> update)
    {
        await using var dataSource = NpgsqlDataSource.Create(
            new NpgsqlConnectionStringBuilder(database.ConnectionString) { MaxPoolSize = PoolSize });
        return await PoolRun.MeasureAsync(Clients, Duration, () => update(dataSource));
    }

    private static async Task<bool> SessionAsync(NpgsqlDataSource dataSource) => (await AuthorizedUpdate.RunAsync(
        dataSource, SchoolModel.Schema, Resource, Document, Client, "RelationshipsWithEdOrgsAndPeople")).IsAuthorized;

    private static Task<bool> ServiceAsync(NpgsqlDataSource dataSource) =>
        ServiceUpdate.RunAsync(dataSource, SchoolModel.Schema, Resource, Document, SchoolDistrict.FirstSchool);

    private Section Describe(
        (int RoundTrips, int Connections) ours, (int RoundTrips, int Connections) service, PoolRun ourPool, PoolRun servicePool) => new(
        Name,
        "an authorized update",
        $"""
        A POST that updates a StudentEducationOrganizationAssociation with one organization and one student, statements prepared. Round
        trips are counted by a proxy on the wire, connections by how often the pool is asked for one. Then {Clients} clients share a pool
        of {PoolSize} for {Number(Duration.TotalSeconds)} s. Baseline: the statements of DMS of 2025 in their order, each relationship
        asked over another connection while the request's own is held; without its circuit breaker, which would refuse still more.
        """,
        [
            new Verdict(
                "round trips of an authorized update", $"≤ {MostRoundTrips}", Number(ours.RoundTrips), ours.RoundTrips <= MostRoundTrips,
                "A command does not travel with the others."),
            new Verdict(
                "connections of an authorized update", "1", Number(ours.Connections), ours.Connections == 1, "Another one is asked for."),
            new Verdict(
                $"{Clients} clients, pool of {PoolSize}", "every request succeeds",
                $"{Number(ourPool.Served)} of {Number(ourPool.Served + ourPool.Failed)}", ourPool is { Failed: 0, Served: > 0 },
                "Requests wait for a connection beyond the pool's limit of 15 s."),
        ],
        [
            new Table("", "round trips", "connections", "served", "failed", "in")
                .Add(
                    "session", Number(ours.RoundTrips), Number(ours.Connections), Number(ourPool.Served), Number(ourPool.Failed),
                    $"{Number(ourPool.Seconds)} s")
                .Add(
                    "as DMS of 2025", Number(service.RoundTrips), Number(service.Connections), Number(servicePool.Served),
                    Number(servicePool.Failed), $"{Number(servicePool.Seconds)} s"),
        ]);
}
