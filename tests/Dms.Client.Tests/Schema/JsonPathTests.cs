using Dms.Client.Schema;

namespace Dms.Client.Tests.Schema;

public sealed class JsonPathTests
{
    [Fact]
    public void Parse_NestedArrays_GivesStepsAndKeepsText()
    {
        var path = JsonPath.Parse("$.addresses[*].periods[2]['begin date']");

        Assert.Equal("$.addresses[*].periods[2]['begin date']", path.Text);
        Assert.Equal<JsonPathSegment>(
            [
                JsonPathSegment.Property("addresses"), JsonPathSegment.Wildcard, JsonPathSegment.Property("periods"),
                JsonPathSegment.Item(2), JsonPathSegment.Property("begin date"),
            ],
            path.Segments);
        Assert.True(path.HasWildcard);
    }

    [Fact]
    public void Parse_RootAlone_HasNoSteps() => Assert.Empty(JsonPath.Parse("$").Segments);

    [Fact]
    public void HasWildcard_NoArray_IsFalse() => Assert.False(JsonPath.Parse("$.a.b").HasWildcard);

    [Theory]
    [InlineData("")]
    [InlineData("a.b")]
    [InlineData("$a")]
    [InlineData("$.")]
    [InlineData("$..a")]
    [InlineData("$.a[")]
    [InlineData("$.a[]")]
    [InlineData("$.a[x]")]
    [InlineData("$.a[-1]")]
    [InlineData("$.a[1\0]")]
    [InlineData("$.a['x]")]
    [InlineData("$.a[?(@.b)]")]
    [InlineData("$.a b")]
    [InlineData("$.a]")]
    public void Parse_NoPath_Throws(string text)
    {
        Assert.False(JsonPath.TryParse(text, out _));
        Assert.Contains(text, Assert.Throws<FormatException>(() => JsonPath.Parse(text)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Equals_SameText_IsEqual()
    {
        Assert.Equal(JsonPath.Parse("$.a"), JsonPath.Parse("$.a"));
        Assert.NotEqual(JsonPath.Parse("$.a"), JsonPath.Parse("$.A"));
    }
}
