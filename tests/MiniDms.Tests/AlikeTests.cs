using System.Text.Json.Nodes;
using MiniDms.Tests.Support;
using Testing.Postgres;

namespace MiniDms.Tests;

/// <summary>What the modes answer, side by side.</summary>
[Collection(BothModes.Collection)]
public sealed class AlikeTests(BothModes modes)
{
    private static readonly string[] OfEachOwn = ["id", "_etag", "_lastModifiedDate", "correlationId"];

    [PostgresTheory]
    [InlineData("GET", "/data/ed-fi/courseOfferings?limit=3&totalCount=true")]
    [InlineData("GET", "/data/ed-fi/students?limit=2&offset=1")]
    [InlineData("GET", "/data/ed-fi/studentSchoolAssociations?totalCount=true", "school-1")]
    [InlineData("GET", "/data/ed-fi/sessions?termDescriptor=uri://ed-fi.org/TermDescriptor%23Fall%20Semester&limit=1")]
    [InlineData("GET", "/data/ed-fi/students?offset=x&limit=-1&totalCount=perhaps&colour=red")]
    [InlineData("GET", "/data/ed-fi/courseOfferings?schoolId=abc")]
    [InlineData("GET", "/data/ed-fi/students", null)]
    [InlineData("GET", "/data/ed-fi/studentSchoolAssociations", "reader")]
    [InlineData("GET", "/data/ed-fi/nothing")]
    [InlineData("GET", "/data/nothing/students")]
    [InlineData("GET", "/data/ed-fi/students/no-id")]
    [InlineData("GET", "/data/ed-fi/students/00000000-0000-0000-0000-000000000000")]
    [InlineData("DELETE", "/data/ed-fi/students/00000000-0000-0000-0000-000000000000")]
    [InlineData("DELETE", "/data/ed-fi/students/00000000-0000-0000-0000-000000000000", "reader")]
    [InlineData("POST", "/data/ed-fi/students", "sis", """{"studentUniqueId":"X"}""")]
    [InlineData("POST", "/data/ed-fi/students", "sis", """{"id":"X"}""")]
    [InlineData("POST", "/data/ed-fi/students", "sis", "[]")]
    [InlineData("POST", "/data/ed-fi/students", "sis", "{")]
    [InlineData("POST", "/data/ed-fi/students", "reader", "{}")]
    [InlineData(
        "POST", "/data/ed-fi/studentEducationOrganizationAssociations", "school-1",
        """{"studentReference":{"studentUniqueId":"S000002"},"educationOrganizationReference":{"educationOrganizationId":255901002}}""")]
    [InlineData("GET", "/metadata/specifications/resources-spec.json")]
    [InlineData("GET", "/metadata/specifications/descriptors-spec.json")]
    [InlineData("GET", "/metadata/dependencies")]
    public async Task Request_InEitherMode_IsAnsweredAlike(string method, string path, string? client = "sis", string? body = null)
    {
        var sidecar = await modes[BothModes.Sidecar].SendAsync(method, path, client, body);
        var investigated = await modes[BothModes.Investigated].SendAsync(method, path, client, body);
        Assert.Equal(
            (sidecar.Status, sidecar.ContentType, sidecar.TotalCount),
            (investigated.Status, investigated.ContentType, investigated.TotalCount));
        Assert.Equal(Common(sidecar), Common(investigated));
    }

    private static string Common(Reply reply) => Sorted(reply.Json)!.ToJsonString();

    private static JsonNode? Sorted(JsonNode? node) => node switch
    {
        JsonObject members => new JsonObject(members.Where(member => !OfEachOwn.Contains(member.Key))
            .OrderBy(member => member.Key, StringComparer.Ordinal).Select(member => KeyValuePair.Create(member.Key, Sorted(member.Value)))),
        JsonArray items => new JsonArray([.. items.Select(Sorted)]),
        _ => node?.DeepClone(),
    };
}
