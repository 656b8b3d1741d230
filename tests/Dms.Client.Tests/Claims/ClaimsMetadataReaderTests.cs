using System.Text;
using Dms.Client.Claims;

namespace Dms.Client.Tests.Claims;

/// <summary>Bytes that are no claim-set metadata.</summary>
public class ClaimsMetadataReaderTests
{
    private const string Valid =
        """[{"claimSetName":"Set","claims":[{"name":"a","authorizationId":1}],"authorizations":[{"id":1,"actions":[{"name":"Read","authorizationStrategies":[{"name":"A"}]}]}]}]""";

    [Theory]
    [InlineData("", "byte 0")]
    [InlineData("null", "StartArray")]
    [InlineData("{}", "StartArray")]
    [InlineData("<html></html>", "not JSON")]
    [InlineData("[null]", "StartObject")]
    [InlineData("[[]]", "StartObject")]
    [InlineData("[{}]", "'claimSetName'")]
    [InlineData("[] []", "not JSON")]
    public void Read_SomethingElse_ThrowsAndSaysWhat(string json, string expected) => AssertRefused(json, expected);

    [Theory]
    [InlineData("\"Set\"", "null", "String")]
    [InlineData("\"Set\"", "\"\"", "empty")]
    [InlineData("\"Set\"", "\"\\ud800\"", "not JSON")]
    [InlineData("\"claimSetName\"", "\"ClaimSetName\"", "'claimSetName'")]
    [InlineData("\"claims\"", "\"Claims\"", "'claims'")]
    [InlineData("\"authorizations\"", "\"others\"", "'authorizations'")]
    [InlineData("\"authorizationId\":1", "\"authorizationId\":1.5", "32-bit")]
    [InlineData("\"authorizationId\":1", "\"authorizationId\":99999999999", "32-bit")]
    [InlineData("\"authorizationId\":1", "\"authorizationId\":\"1\"", "Number")]
    [InlineData("\"authorizationId\":1", "\"other\":1", "'authorizationId'")]
    [InlineData("\"id\":1", "\"other\":1", "'id'")]
    [InlineData("\"actions\"", "\"other\"", "'actions'")]
    [InlineData("\"name\":\"Read\"", "\"other\":1", "'name'")]
    [InlineData("\"authorizationStrategies\":[{\"name\":\"A\"}]", "\"other\":1", "'authorizationStrategies'")]
    [InlineData("{\"name\":\"A\"}", "\"A\"", "StartObject")]
    [InlineData("{\"name\":\"A\"}", "{}", "'name'")]
    public void Read_OneThingWrong_ThrowsAndSaysWhat(string part, string instead, string expected) =>
        AssertRefused(Valid.Replace(part, instead, StringComparison.Ordinal), expected);

    [Fact]
    public void Read_Truncated_ThrowsWhereverItEnds()
    {
        for (var length = 0; length < Valid.Length; length++)
            Assert.Throws<InvalidDataException>(() => Metadata.Read(Valid[..length]));
    }

    [Fact]
    public void Read_InvalidUtf8_Throws()
    {
        var bytes = Encoding.UTF8.GetBytes(Valid);
        bytes[Valid.IndexOf("Set", StringComparison.Ordinal) + 1] = 0xFF;

        Assert.Throws<InvalidDataException>(() => ClaimsMetadata.Read(bytes));
    }

    [Fact]
    public void Read_Refused_SaysAtWhichByte()
    {
        var json = Valid.Replace("\"authorizationId\":1", "\"authorizationId\":true", StringComparison.Ordinal);

        AssertRefused(json, $"byte {json.IndexOf("true", StringComparison.Ordinal)}.");
    }

    [Fact]
    public void Read_UnknownProperties_AreIgnored() =>
        Assert.True(Metadata.Read(Valid.Replace("{\"name\"", "{\"later\":[{\"a\":[]}],\"name\"", StringComparison.Ordinal))
            .Decide("Set", "a", ResourceAction.Read).IsGranted);

    [Fact]
    public void Read_LongEscapedName_IsKept()
    {
        var name = string.Concat(Enumerable.Repeat("name \u00E9\" ", 200));
        var claims = Metadata.Of(Metadata.ClaimSet(name, ("a", "Read=A")));

        Assert.Equal([name], claims.ClaimSetNames);
    }

    private static void AssertRefused(string json, string expected)
    {
        var refusal = Assert.Throws<InvalidDataException>(() => Metadata.Read(json));
        Assert.Contains(expected, refusal.Message, StringComparison.Ordinal);
    }
}
