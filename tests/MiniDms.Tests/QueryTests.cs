using System.Net;
using System.Text.Json.Nodes;
using MiniDms.Tests.Support;
using Testing.Postgres;

namespace MiniDms.Tests;

[Collection(BothModes.Collection)]
public sealed class QueryTests(BothModes modes)
{
    private const int Total = 8 * BothModes.Offerings;

    [PostgresTheory]
    [Modes]
    public async Task Pages_OfOneQuery_HoldEachDocumentOnce(string mode)
    {
        const int Limit = 5;
        var codes = new List<string>();
        for (var offset = 0; offset < Total; offset += Limit)
        {
            var page = await modes[mode].GetAsync($"courseOfferings?offset={offset}&limit={Limit}&totalCount=true");
            Assert.Equal((HttpStatusCode.OK, $"{Total}"), (page.Status, page.TotalCount));
            codes.AddRange(page.Documents.Select(document => $"{document!["id"]}"));
        }

        Assert.Equal(Total, codes.Distinct().Count());
        Assert.Equal(Total, codes.Count);
    }

    [PostgresTheory]
    [InlineData(BothModes.Sidecar, false)]
    [InlineData(BothModes.Investigated, true)]
    public async Task Page_OfAQuery_IsSentBeforeItIsWholeInSidecarModeAlone(string mode, bool isWhole) =>
        Assert.Equal(isWhole, (await modes[mode].GetAsync("courseOfferings?limit=5")).HasLength);

    [PostgresTheory]
    [Modes]
    public async Task Query_ByFields_FindsOnlyWhatFits(string mode)
    {
        var found = await modes[mode].GetAsync("courseOfferings?schoolID=255901002&localCourseCode=LOCAL-1&totalCount=true");
        Assert.Equal("2", found.TotalCount);
        Assert.All(found.Documents, document => Assert.Equal("LOCAL-1", $"{document!["localCourseCode"]}"));
        Assert.All(found.Documents, document => Assert.Equal("255901002", $"{document!["schoolReference"]!["schoolId"]}"));
    }

    [PostgresTheory]
    [Modes]
    public async Task Query_ByWhatIsNoField_IsRefused(string mode)
    {
        var refused = await modes[mode].GetAsync("courseOfferings?colour=red&limit=501");
        Assert.Equal(HttpStatusCode.BadRequest, refused.Status);
        Assert.Equal(2, refused.Json["errors"]!.AsArray().Count);
    }

    [PostgresTheory]
    [Modes]
    public async Task Query_OfASchoolsClient_FindsOnlyItsStudents(string mode)
    {
        var all = await modes[mode].GetAsync("studentEducationOrganizationAssociations?totalCount=true", "district");
        var own = await modes[mode].GetAsync("studentEducationOrganizationAssociations?totalCount=true", "school-3");
        Assert.Equal($"{BothModes.Students}", all.TotalCount);
        Assert.Equal($"{BothModes.Students / 4}", own.TotalCount);
        Assert.All(
            own.Documents,
            document => Assert.Equal("255901003", $"{document!["educationOrganizationReference"]!["educationOrganizationId"]}"));
    }

    [PostgresTheory]
    [Modes]
    public async Task Query_OfASchoolsClient_FindsWhatWasPostedOnceAndAgain(string mode)
    {
        const string Relationships = "studentEducationOrganizationAssociations";
        var api = modes[mode];
        var created = new List<string>();
        foreach (var endpoint in (string[])["students", "studentSchoolAssociations", Relationships])
        {
            var reply = await api.PostAsync(endpoint, Body(endpoint), "district");
            Assert.Equal(HttpStatusCode.Created, reply.Status);
            created.Insert(0, $"{endpoint}/{reply.Id}");
        }

        Assert.Single(await FindAsync("school-1"));
        var again = Body(Relationships);
        again["loginId"] = "another";
        Assert.Equal(HttpStatusCode.OK, (await api.PostAsync(Relationships, again, "district")).Status);
        Assert.Equal("another", $"{Assert.Single(await FindAsync("school-1"))!["loginId"]}");
        Assert.Empty(await FindAsync("school-2"));

        foreach (var document in created)
            Assert.Equal(HttpStatusCode.NoContent, (await api.DeleteAsync(document, "district")).Status);

        async Task<JsonArray> FindAsync(string client) => (await api.GetAsync($"{Relationships}?studentUniqueId=POSTED", client)).Documents;

        JsonObject Body(string endpoint)
        {
            var body = api.Body(endpoint);
            (endpoint == "students" ? body : body["studentReference"]!)["studentUniqueId"] = "POSTED";
            return body;
        }
    }
}
