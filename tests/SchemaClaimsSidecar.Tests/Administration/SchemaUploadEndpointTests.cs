using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using SchemaClaims.Contracts;
using SchemaClaimsSidecar.Tests.Access;
using SchemaClaimsSidecar.Tests.Schema;
using Testing;
using Testing.Fuzzing;
using Xunit.Abstractions;

namespace SchemaClaimsSidecar.Tests.Administration;

/// <summary>POST /management/upload-api-schema, with the bodies and answers of DMS.</summary>
public sealed class SchemaUploadEndpointTests(ITestOutputHelper output) : IAsyncLifetime
{
    private const int LargestDocument = 200_000;

    // What a process allocates now and then without keeping it.
    private const long Noise = 24 * 1024 * 1024;

    private ManagedSidecar _sidecar = null!;
    private HttpClient _http = null!;

    public async Task InitializeAsync()
    {
        var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(folder["tokens"], $"change ann {Digest.Of("token"u8)}\n");
        _sidecar = await ManagedSidecar.StartAsync(
            folder, ("Access:TokenFile", folder["tokens"]), ("Uploads:MaxDocumentBytes", $"{LargestDocument}"));
        _http = new HttpClient { BaseAddress = _sidecar.Management };
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", "token");
    }

    public async Task DisposeAsync()
    {
        _http.Dispose();
        await _sidecar.DisposeAsync();
    }

    [Fact]
    public async Task Upload_OfCoreAndExtension_AnswersAsDms()
    {
        var (status, answer) = await UploadAsync(Body(Core("student"), TestSchemas.Extension("Arts").ToJsonString()));

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal(["message", "reloadId", "schemasProcessed"], answer.AsObject().Select(member => member.Key));
        Assert.Equal("Schema uploaded successfully", (string?)answer["message"]);
        Assert.Equal((1L, 2), ((long)answer["reloadId"]!, (int)answer["schemasProcessed"]!));
    }

    [Theory]
    [InlineData("""{"extensionSchemas":null}""", "Core ApiSchema is required")]
    [InlineData("""{"coreSchema":"  "}""", "Core ApiSchema is required")]
    [InlineData("""{"coreSchema":"{}"}""", "Invalid ApiSchema")]
    [InlineData("""{"coreSchema":"no json"}""", "Invalid ApiSchema")]
    [InlineData("[]", "The body is no JSON object")]
    [InlineData("", "The body is no JSON object")]
    public async Task Upload_ThatCannotBeUsed_SaysWhy(string body, string error)
    {
        var (status, answer) = await UploadAsync(Encoding.UTF8.GetBytes(body));

        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.StartsWith(error, (string?)answer["error"], StringComparison.Ordinal);
        Assert.NotNull(answer["failures"]);
        Assert.Equal(0, await NewestAsync());
    }

    [Fact]
    public async Task Upload_WithAProblem_SaysWhereAndWhichRule()
    {
        var core = TestSchemas.Core(("students", TestSchemas.Resource("Student").Without("identityJsonPaths")));

        var (_, answer) = await UploadAsync(Body(core.ToJsonString()));

        var failure = answer["failures"]!.AsArray()[0]!.AsObject();
        Assert.StartsWith("core.json#/projectSchema/resourceSchemas/students", (string?)failure["path"], StringComparison.Ordinal);
        Assert.NotEqual("", (string?)failure["type"]);
        Assert.NotEqual("", (string?)failure["message"]);
    }

    [Fact]
    public async Task Upload_OverTheLimit_IsRefusedBeforeItIsRead()
    {
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, (await UploadAsync(Body(new string('x', 3 * LargestDocument)))).Status);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, (await UploadAsync(Body(new string('x', LargestDocument + 1)))).Status);
    }

    [Fact]
    public Task Upload_MutatedAFewTimes_NeverFailsNorChangesWhatIsPublished() => MutateAsync(500);

    [Fact]
    [Trait("Category", "Long")]
    public Task Upload_MutatedManyTimes_NeverFailsNorChangesWhatIsPublished() => MutateAsync(10_000);

    private async Task MutateAsync(int uploads)
    {
        var seed = Random.Shared.Next();
        output.WriteLine($"seed {seed}");
        var random = new Random(seed);
        var core = Core("student");
        Assert.Equal(HttpStatusCode.OK, (await UploadAsync(Body(core))).Status);
        var (newest, warm, refused) = (1L, 0L, 0);
        for (var number = 1; number <= uploads; number++)
        {
            var body = random.Next(2) == 0
                ? Mutator.Mutate(Body(core), Body(core), random)
                : Body(Encoding.UTF8.GetString(Mutator.Mutate(Encoding.UTF8.GetBytes(core), Encoding.UTF8.GetBytes(core), random)));
            var (status, answer) = await UploadAsync(body);

            // What is still a schema after the mutation is published, and rightly so.
            Assert.True(status is HttpStatusCode.OK or HttpStatusCode.BadRequest, $"{number}: {status} {answer} to {Encoding.UTF8.GetString(body)}");
            refused += status == HttpStatusCode.BadRequest ? 1 : 0;
            var after = await NewestAsync();
            Assert.True(after == newest || status == HttpStatusCode.OK, $"{number} was refused and published");
            newest = after;
            warm = number == uploads / 2 ? GC.GetTotalMemory(forceFullCollection: true) : warm;
        }

        output.WriteLine($"{refused} of {uploads} refused, {newest} releases");
        Assert.InRange(refused, uploads / 2, uploads);
        Assert.InRange(GC.GetTotalMemory(forceFullCollection: true), 0, warm + Noise);
    }

    private static string Core(string name) =>
        TestSchemas.Core((name + "s", TestSchemas.Resource(char.ToUpperInvariant(name[0]) + name[1..]))).ToJsonString();

    private static byte[] Body(string core, params string[] extensions) => JsonSerializer.SerializeToUtf8Bytes(
        new { coreSchema = core, extensionSchemas = extensions.Length == 0 ? null : extensions });

    private async Task<(HttpStatusCode Status, JsonNode Answer)> UploadAsync(byte[] body)
    {
        using var content = new ByteArrayContent(body) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };
        using var response = await _http.PostAsync(new Uri("/management/upload-api-schema", UriKind.Relative), content);
        return (response.StatusCode, JsonNode.Parse(await response.Content.ReadAsStringAsync())!);
    }

    private async Task<long> NewestAsync()
    {
        var status = JsonNode.Parse(await _http.GetStringAsync(new Uri("/status", UriKind.Relative)))!;
        return long.Parse((string?)status["release"]?["position"]?["generation"] ?? "0", System.Globalization.CultureInfo.InvariantCulture);
    }
}
