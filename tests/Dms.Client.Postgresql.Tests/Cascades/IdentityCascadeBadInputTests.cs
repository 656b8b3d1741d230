using System.Text.Json.Nodes;
using Dms.Client.Postgresql.Cascades;
using Dms.Client.Postgresql.Tests.Cascades.Support;
using Dms.Client.Postgresql.Tests.Support;
using Testing.Postgres;

namespace Dms.Client.Postgresql.Tests.Cascades;

public sealed class IdentityCascadeBadInputTests
{
    [PostgresTheory]
    [InlineData("[]", "no JSON object")]
    [InlineData("\"text\"", "no JSON object")]
    [InlineData("", "no JSON")]
    [InlineData("""{"sessionName":"A","schoolReference":{"schoolId":4003}""", "no JSON")]
    [InlineData("""{"sessionName":"A"} {}""", "no JSON")]
    [InlineData("""{"schoolReference":{"schoolId":4003}}""", "$.sessionName")]
    [InlineData("""{"sessionName":null,"schoolReference":{"schoolId":4003}}""", "$.sessionName")]
    [InlineData("""{"sessionName":{"a":1},"schoolReference":{"schoolId":4003}}""", "$.sessionName")]
    [InlineData("""{"sessionName":"A","schoolReference":"4003"}""", "$.schoolReference.schoolId")]
    [InlineData("""{"sessionName":"A","schoolReference":[{"schoolId":4003}]}""", "$.schoolReference.schoolId")]
    [InlineData("""{"sessionName":"A\u0000","schoolReference":{"schoolId":4003}}""", "Unicode")]
    [InlineData("""{"sessionName":"A","note":"\ud800","schoolReference":{"schoolId":4003}}""", "Unicode")]
    public async Task Update_DocumentThatIsNone_IsRefusedAndNothingIsWritten(string json, string problem)
    {
        await using var rig = await CascadeRig.CreateAsync();
        var year = await SchoolYear.InsertAsync(rig);
        var state = await rig.StateAsync();

        var result = await rig.UpdateAsync(year.SessionDocument, "Session", json);

        var invalid = Assert.IsType<IdentityUpdateResult.InvalidDocument>(result);
        Assert.Equal(year.SessionDocument.Uuid, invalid.DocumentUuid);
        Assert.Contains(problem, invalid.Problem, StringComparison.Ordinal);
        Assert.Equal(state, await rig.StateAsync());
    }

    [PostgresTheory]
    [InlineData("\"A\"", "12.50", "true", "\"2024-08-01\"", "\"say \\\"B\\\" \\\\ \\t\"", "12.75", "false", "\"2024-08-02\"")]
    [InlineData("\"😀\"", "-0.001", "false", "\"\"", "\"\\ud83d\\ude00 é'+<>&\"", "1e3", "true", "\"2025-01-01T00:00:00Z\"")]
    [InlineData("7", "12345678901234567890", "true", "\"x\"", "8", "0", "true", "\"x\"")]
    public async Task Update_ValuesOfEveryKind_AreRewritten(params string[] values)
    {
        await using var rig = await CascadeRig.CreateAsync();
        var measure = await rig.InsertAsync("Measure", MeasureJson(values));
        var reading = await rig.InsertAsync("Reading", ReadingJson(values));
        await rig.InsertAsync("Reading", """{"readingId":"other"}""");

        Assert.IsType<IdentityUpdateResult.Updated>(await rig.UpdateAsync(measure, "Measure", MeasureJson(values[4..])));

        var expected = JsonNode.Parse(ReadingJson(values[4..]));
        var body = await rig.BodyAsync(reading);
        // PostgreSQL keeps the value of a number, not its spelling.
        Assert.Equal((decimal)expected!["measureReference"]!["factor"]!, (decimal)body["measureReference"]!["factor"]!);
        expected["measureReference"]!["factor"] = body["measureReference"]!["factor"]!.DeepClone();
        Assert.True(JsonNode.DeepEquals(expected, body), body.ToJsonString());
    }

    [PostgresFact]
    public async Task Update_IdentityOfAMegabyte_IsRewritten()
    {
        await using var rig = await CascadeRig.CreateAsync();
        var (before, after) = ($"\"{new string('a', 1_000_000)}\"", $"\"{new string('é', 1_000_000)}\"");
        var measure = await rig.InsertAsync("Measure", MeasureJson(before, "1", "true", "\"x\""));
        var reading = await rig.InsertAsync("Reading", ReadingJson(before, "1", "true", "\"x\""));

        Assert.IsType<IdentityUpdateResult.Updated>(await rig.UpdateAsync(measure, "Measure", MeasureJson(after, "1", "true", "\"x\"")));

        Assert.Equal(1_000_000, ((string)(await rig.BodyAsync(reading))["measureReference"]!["code"]!).Count(c => c == 'é'));
    }

    [PostgresFact]
    public async Task Update_ReferrerWithAnotherIdentityInItsBody_IsRefusedAndNothingIsWritten()
    {
        await using var rig = await CascadeRig.CreateAsync();
        var year = await SchoolYear.InsertAsync(rig);
        await rig.Database.ExecuteAsync(
            "UPDATE dms.document SET edfidoc = $2::jsonb WHERE documentuuid = $1",
            year.SecondSection.Uuid, SchoolYear.SectionJson("S2", "First Quarter"));
        var state = await rig.StateAsync();

        var result = await rig.UpdateAsync(year.SessionDocument, "Session", SchoolYear.RenamedSession);

        var invalid = Assert.IsType<IdentityUpdateResult.InvalidDocument>(result);
        Assert.Equal((year.SecondSection.Uuid, "Section"), (invalid.DocumentUuid, invalid.ResourceName));
        Assert.Contains("ABC, 4003, Third Quarter", invalid.Problem, StringComparison.Ordinal);
        Assert.Equal(state, await rig.StateAsync());
    }

    [PostgresFact]
    public async Task Update_PathOfTheSchemaLeadsNowhere_IsRefusedAndNothingIsWritten()
    {
        await using var rig = await CascadeRig.CreateAsync();
        var measure = await rig.InsertAsync("Measure", MeasureJson("\"A\"", "1", "true", "\"x\""));
        var lost = await rig.InsertAsync("Lost", """{"lostId":1}""");
        await ReferAsync(rig, lost, measure);
        var state = await rig.StateAsync();

        var result = await rig.UpdateAsync(measure, "Measure", MeasureJson("\"B\"", "1", "true", "\"x\""));

        var invalid = Assert.IsType<IdentityUpdateResult.InvalidDocument>(result);
        Assert.Contains("$.nowhere", invalid.Problem, StringComparison.Ordinal);
        Assert.Equal(state, await rig.StateAsync());
    }

    [PostgresFact]
    public async Task Update_IdentitiesDependOnEachOther_IsRefusedAndNothingIsWritten()
    {
        await using var rig = await CascadeRig.CreateAsync();
        var hen = await rig.InsertAsync("Hen", """{"henId":"H","eggReference":{"eggId":"E"}}""");
        var egg = await rig.InsertAsync("Egg", """{"eggId":"E","henReference":{"henId":"H"}}""");
        await rig.Database.ExecuteAsync(
            "UPDATE dms.document SET edfidoc = $2::jsonb WHERE documentuuid = $1",
            hen.Uuid, """{"henId":"H","eggReference":{"eggId":"E","henId":"H"}}""");
        await rig.Database.ExecuteAsync(
            "UPDATE dms.document SET edfidoc = $2::jsonb WHERE documentuuid = $1",
            egg.Uuid, """{"eggId":"E","henReference":{"henId":"H","eggId":"E"}}""");
        await ReferAsync(rig, hen, egg);
        await ReferAsync(rig, egg, hen);
        var state = await rig.StateAsync();

        var result = await rig.Cascade.UpdateAsync(
            rig.Database.DataSource, rig.Schema,
            rig.UpdateOf(hen, "Hen", """{"henId":"H2","eggReference":{"eggId":"E","henId":"H"}}""") with { References = default });

        Assert.Contains("depends on itself", Assert.IsType<IdentityUpdateResult.InvalidDocument>(result).Problem, StringComparison.Ordinal);
        Assert.Equal(state, await rig.StateAsync());
    }

    private static Task ReferAsync(CascadeRig rig, StoredDocument from, StoredDocument to) => rig.Database.ExecuteAsync(
        """
        INSERT INTO dms.reference (parentdocumentid, parentdocumentpartitionkey, referenceddocumentid, referenceddocumentpartitionkey,
            referentialid, referentialpartitionkey)
        SELECT $1, $2, a.documentid, a.documentpartitionkey, a.referentialid, a.referentialpartitionkey
        FROM dms.alias a WHERE a.documentid = $3
        """, from.Id, from.PartitionKey, to.Id);

    private static string MeasureJson(params string[] values) =>
        $$"""{"code":{{values[0]}},"factor":{{values[1]}},"isActive":{{values[2]}},"since":{{values[3]}}}""";

    private static string ReadingJson(params string[] values) => $$"""{"readingId":"R","measureReference":{{MeasureJson(values[..4])}}}""";
}
