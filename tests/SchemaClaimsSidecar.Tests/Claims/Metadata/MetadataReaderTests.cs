using System.Text;
using System.Text.Json.Nodes;
using SchemaClaimsSidecar.Claims.Metadata;
using SchemaClaimsSidecar.Documents;
using Testing;

namespace SchemaClaimsSidecar.Tests.Claims.Metadata;

public sealed class MetadataReaderTests
{
    private const string Students = """{"name":"students","authorizationId":3}""";
    private const string ReadOfThree = """{"id":3,"actions":[{"name":"Read","authorizationStrategies":[{"name":"NamespaceBased"}]}]}""";

    [DataTheory]
    [InlineData("2025-11.authorization-metadata.json")]
    [InlineData("ds52.authorization-metadata.json")]
    public void Read_AnswerOfTheConfigurationService_WritesItAgainIdsIncluded(string file)
    {
        var content = RealData.Read($"claims/{file}");

        var claimSets = new MetadataReader(new ProblemList(file)).Read(InputDocument.Of(file, content));

        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(content), JsonNode.Parse(MetadataWriter.Write(claimSets!).Span)));
    }

    [Fact]
    public void Read_ClaimWithoutAuthorization_Vanishes()
    {
        var claimSet = ClaimSets.Read($$"""
            [{"claimSetName":"a","claims":[{{Students}},{"name":"schools","authorizationId":4}],"authorizations":[{{ReadOfThree}}]}]
            """)[0];

        Assert.Equal([new GrantedClaim("students", 1)], claimSet.Claims);
    }

    [Fact]
    public void Read_TwoAuthorizationsOfOneId_GrantsBoth()
    {
        var claimSet = ClaimSets.Read($$"""
            [{"claimSetName":"a","claims":[{{Students}}],"authorizations":[{{ReadOfThree}},{{ReadOfThree}}]}]
            """)[0];

        Assert.Equal([new GrantedClaim("students", 1), new GrantedClaim("students", 2)], claimSet.Claims);
    }

    [Theory]
    [InlineData("{}", "", "type")]
    [InlineData("<html>", "", "not-json")]
    [InlineData("[1]", "/0", "type")]
    [InlineData("""[{"claims":[],"authorizations":[]}]""", "/0", "required")]
    [InlineData("""[{"claimSetName":"a"}]""", "/0", "required")]
    [InlineData("""[{"claimSetName":"a","claims":[{"name":"x","authorizationId":"1"}],"authorizations":[]}]""", "/0/claims/0/authorizationId", "type")]
    [InlineData("""[{"claimSetName":"a","claims":[],"authorizations":[{"id":1}]}]""", "/0/authorizations/0", "required")]
    [InlineData("""[{"claimSetName":"a","claims":[],"authorizations":[]},{"claimSetName":"A","claims":[],"authorizations":[]}]""", "/1", "claim-set-name")]
    public void Read_SomethingElse_NamesThePlaceAndTheRule(string json, string pointer, string rule)
    {
        var problems = new ProblemList("answer");

        Assert.Null(new MetadataReader(problems).Read(InputDocument.Of("answer", Encoding.UTF8.GetBytes(json))));

        Assert.Contains(problems.List(), problem => problem.Pointer == pointer && problem.Rule == rule);
    }
}
