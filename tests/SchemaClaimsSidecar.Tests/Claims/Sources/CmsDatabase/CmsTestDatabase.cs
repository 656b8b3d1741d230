using System.Text.Json.Nodes;
using Testing.Postgres;

namespace SchemaClaimsSidecar.Tests.Claims.Sources.CmsDatabase;

/// <summary>A database with the tables of the Configuration Service, as far as they matter here.</summary>
internal sealed class CmsTestDatabase(PostgresDatabase database, bool mixedCase) : IAsyncDisposable
{
    private const string LowerCase = """
        CREATE SCHEMA dmscs;
        CREATE TABLE dmscs.ClaimsHierarchy (
          Id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, Hierarchy jsonb NOT NULL, LastModifiedDate timestamp NOT NULL DEFAULT now());
        CREATE TABLE dmscs.ClaimSet (
          Id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, ClaimSetName varchar(256) NOT NULL UNIQUE, IsSystemReserved boolean NOT NULL);
        """;

    private const string MixedCase = """
        CREATE SCHEMA "dmscs";
        CREATE TABLE "dmscs"."ClaimsHierarchy" (
          "Id" bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, "Hierarchy" jsonb NOT NULL, "LastModifiedDate" timestamp NOT NULL DEFAULT now());
        CREATE TABLE "dmscs"."Tenant" ("Id" bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, "Name" varchar(256) NOT NULL UNIQUE);
        CREATE TABLE "dmscs"."ClaimSet" (
          "Id" bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, "ClaimSetName" varchar(256) NOT NULL UNIQUE,
          "IsSystemReserved" boolean NOT NULL, "TenantId" bigint NULL REFERENCES "dmscs"."Tenant" ("Id"));
        """;

    public PostgresDatabase Database => database;

    private string Hierarchies => mixedCase ? "\"dmscs\".\"ClaimsHierarchy\"(\"Hierarchy\")" : "dmscs.claimshierarchy(hierarchy)";

    private string ClaimSets => mixedCase
        ? "\"dmscs\".\"ClaimSet\"(\"ClaimSetName\", \"IsSystemReserved\")"
        : "dmscs.claimset(claimsetname, issystemreserved)";

    public static async Task<CmsTestDatabase> CreateAsync(bool mixedCase = true)
    {
        var database = await (await PostgresCluster.SharedAsync()).CreateDatabaseAsync();
        await database.ExecuteAsync(mixedCase ? MixedCase : LowerCase);
        return new CmsTestDatabase(database, mixedCase);
    }

    /// <summary>Loads a claims document as the service does.</summary>
    public async Task LoadAsync(string document)
    {
        var claims = JsonNode.Parse(document)!;
        foreach (var claimSet in claims["claimSets"]!.AsArray())
            await AddClaimSetAsync((string)claimSet!["claimSetName"]!, (bool)claimSet["isSystemReserved"]!);
        await AddHierarchyAsync(claims["claimsHierarchy"]!.ToJsonString());
    }

    public Task AddHierarchyAsync(string hierarchy) => database.ExecuteAsync($"INSERT INTO {Hierarchies} VALUES ($1::jsonb)", hierarchy);

    public Task AddClaimSetAsync(string name, bool isSystemReserved) =>
        database.ExecuteAsync($"INSERT INTO {ClaimSets} VALUES ($1, $2)", name, isSystemReserved);

    public async Task AddTenantAsync(string name, params string[] claimSets)
    {
        var id = await database.ReadAsync<long>("INSERT INTO dmscs.\"Tenant\"(\"Name\") VALUES ($1) RETURNING \"Id\"", name);
        foreach (var claimSet in claimSets)
        {
            await database.ExecuteAsync(
                "INSERT INTO dmscs.\"ClaimSet\"(\"ClaimSetName\", \"IsSystemReserved\", \"TenantId\") VALUES ($1, false, $2)", claimSet, id);
        }
    }

    /// <summary>Puts one claim set, and a hierarchy that grants something to it, in the place of all there was: in one transaction.</summary>
    public Task ReplaceAsync(string claimSet) => database.ExecuteAsync($$"""
        DELETE FROM dmscs."ClaimsHierarchy";
        DELETE FROM dmscs."ClaimSet";
        INSERT INTO dmscs."ClaimsHierarchy"("Hierarchy")
          VALUES ('[{"name":"leaf","claimSets":[{"name":"{{claimSet}}","actions":[{"name":"Read"}]}]}]');
        INSERT INTO dmscs."ClaimSet"("ClaimSetName", "IsSystemReserved") VALUES ('{{claimSet}}', true);
        """);

    public ValueTask DisposeAsync() => database.DisposeAsync();
}
