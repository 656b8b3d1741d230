using System.Net;
using System.Text.Json.Nodes;
using MiniDms.Tests.Support;
using Testing.Postgres;

namespace MiniDms.Tests;

[Collection(BothModes.Collection)]
public sealed class ManagementTests(BothModes modes)
{
    private const string Upload = "/management/upload-and-reload-schema";

    [PostgresTheory]
    [Modes]
    public async Task Schema_UploadedWhileServing_IsServedUntilItIsReloaded(string mode)
    {
        var api = modes[mode];
        using var end = new CancellationTokenSource();
        var readers = Enumerable.Range(0, 4).Select(_ => ReadUntilAsync(api, end.Token)).ToArray();
        var body = new JsonObject { ["coreSchema"] = Schema("core"), ["extensionSchemas"] = new JsonArray(Schema("transport")) };
        var uploaded = await api.SendAsync("POST", Upload, client: null, body.ToJsonString());
        Assert.Equal((HttpStatusCode.OK, "2"), (uploaded.Status, $"{uploaded.Json["schemasProcessed"]}"));

        await Eventually.AnswersAsync(() => api.GetAsync("transport/buss", "district"), HttpStatusCode.OK);
        var bus = new JsonObject { ["busId"] = "B-1", ["schoolReference"] = new JsonObject { ["schoolId"] = 255901001 } };
        Assert.Equal(HttpStatusCode.Created, (await api.PostAsync("transport/buss", bus, "district")).Status);
        Assert.Contains("/transport/buss", await ResourcesAsync(api), StringComparison.Ordinal);

        Assert.Equal(HttpStatusCode.OK, (await api.SendAsync("POST", "/management/reload-api-schema", client: null)).Status);
        await Eventually.AnswersAsync(() => api.GetAsync("transport/buss", "district"), HttpStatusCode.NotFound);
        Assert.DoesNotContain("/transport/buss", await ResourcesAsync(api), StringComparison.Ordinal);
        await end.CancelAsync();
        Assert.All(await Task.WhenAll(readers), failures => Assert.Empty(failures));
    }

    [PostgresTheory]
    [Modes]
    public async Task Request_DuringWhichASchemaGoes_EndsByTheSchemaItBeganWith(string mode)
    {
        var api = modes[mode];
        var schema = new JsonObject { ["coreSchema"] = Schema("core"), ["extensionSchemas"] = new JsonArray(Schema("transport")) };
        Assert.Equal(HttpStatusCode.OK, (await api.SendAsync("POST", Upload, client: null, schema.ToJsonString())).Status);
        await Eventually.AnswersAsync(() => api.GetAsync("transport/buss", "district"), HttpStatusCode.OK);
        var bus = new JsonObject { ["busId"] = "B-2", ["schoolReference"] = new JsonObject { ["schoolId"] = 255901001 } };
        var created = await api.PostAsync("transport/buss", bus, "district");
        bus["schoolReference"]!["schoolId"] = 255901002;

        var replaced = await api.PutAsync("transport/buss", created.Id, bus, ReloadAsync, "district");

        Assert.Equal((HttpStatusCode.NoContent, ""), (replaced.Status, replaced.Text));
        Assert.Equal(HttpStatusCode.NotFound, (await api.GetAsync($"transport/buss/{created.Id}", "district")).Status);

        async Task ReloadAsync()
        {
            Assert.Equal(HttpStatusCode.OK, (await api.SendAsync("POST", "/management/reload-api-schema", client: null)).Status);
            await Eventually.AnswersAsync(() => api.GetAsync("transport/buss", "district"), HttpStatusCode.NotFound);
        }
    }

    [PostgresTheory]
    [Modes]
    public async Task Upload_OfWhatIsNoSchema_ChangesNothing(string mode)
    {
        var api = modes[mode];
        var body = new JsonObject { ["coreSchema"] = "{}", ["extensionSchemas"] = new JsonArray() };
        Assert.Equal(HttpStatusCode.BadRequest, (await api.SendAsync("POST", Upload, client: null, body.ToJsonString())).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await api.SendAsync("POST", Upload, client: null, "{")).Status);
        Assert.Equal(HttpStatusCode.OK, (await api.GetAsync("students?limit=1")).Status);
    }

    [PostgresTheory]
    [Modes]
    public async Task Claims_ThatChangeAtTheConfigurationService_Apply(string mode)
    {
        var api = modes[mode];
        var original = await File.ReadAllTextAsync(modes.ClaimsOf(mode));
        var descriptor = api.Body("termDescriptors");
        descriptor["codeValue"] = "Claims";
        Assert.Equal(HttpStatusCode.Forbidden, (await api.PostAsync("termDescriptors", descriptor, "reader")).Status);
        try
        {
            var claims = JsonNode.Parse(original)!;
            var reader = claims["claimsHierarchy"]![0]!["claimSets"]!.AsArray().Single(set => $"{set!["name"]}" == "RosterReader")!;
            reader["actions"]!.AsArray().Add(new JsonObject { ["name"] = "Create" });
            await File.WriteAllTextAsync(modes.ClaimsOf(mode), claims.ToJsonString());
            await Eventually.AnswersAsync(
                () => api.PostAsync("termDescriptors", descriptor, "reader"), HttpStatusCode.Created, HttpStatusCode.OK);
        }
        finally
        {
            await File.WriteAllTextAsync(modes.ClaimsOf(mode), original);
        }

        var reloaded = await api.SendAsync("POST", "/management/reload-claimsets", client: null);
        Assert.Equal(HttpStatusCode.OK, reloaded.Status);
        await Eventually.AnswersAsync(() => api.PostAsync("termDescriptors", descriptor, "reader"), HttpStatusCode.Forbidden);
    }

    [PostgresTheory]
    [Modes]
    public async Task Health_OfOneThatServes_IsGood(string mode) =>
        Assert.Equal((HttpStatusCode.OK, "Healthy"), await modes[mode].SendAsync("GET", "/health", client: null) is var reply
            ? (reply.Status, reply.Text)
            : default);

    private static string Schema(string name) => File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "schema", $"{name}.json"));

    private static async Task<string> ResourcesAsync(MiniDmsApi api) =>
        (await api.SendAsync("GET", "/metadata/specifications/resources-spec.json", client: null)).Text;

    private static async Task<List<string>> ReadUntilAsync(MiniDmsApi api, CancellationToken end)
    {
        var failures = new List<string>();
        while (!end.IsCancellationRequested)
        {
            var reply = await api.GetAsync("students?limit=1");
            if (reply.Status != HttpStatusCode.OK)
                failures.Add($"{reply.Status}: {reply.Text}");
        }

        return failures;
    }
}
