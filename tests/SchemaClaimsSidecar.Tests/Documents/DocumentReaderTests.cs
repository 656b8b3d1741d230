using System.Text;
using System.Text.Json;
using SchemaClaimsSidecar.Documents;

namespace SchemaClaimsSidecar.Tests.Documents;

public sealed class DocumentReaderTests
{
    [Fact]
    public void Read_ByteOrderMark_IsSkipped()
    {
        using var json = Read([0xEF, 0xBB, 0xBF, .. "{\"a\":1}"u8], out var problems);

        Assert.Equal(1, json!.RootElement.GetProperty("a").GetInt32());
        Assert.Empty(problems);
    }

    [Fact]
    public void Read_Utf16_SaysSo()
    {
        foreach (var encoding in new[] { Encoding.Unicode, Encoding.BigEndianUnicode })
        {
            AssertRefused("utf-16", "", [.. encoding.GetPreamble(), .. encoding.GetBytes("{}")]);
            AssertRefused("utf-16", "", encoding.GetBytes("{}"));
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData(" \r\n\t")]
    public void Read_Nothing_IsEmptyDocument(string text)
    {
        AssertRefused("empty-document", "", text);
        AssertRefused("empty-document", "", [0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes(text)]);
    }

    [Fact]
    public void Read_InvalidUtf8_NamesTheOffset()
    {
        var problem = AssertRefused("invalid-utf-8", "", [.. "{\"ä\":\""u8, 0xC3, .. "\"}"u8]);

        Assert.Contains("offset 7 ", problem.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("hello", "")]
    [InlineData("{\"a\":[1,2,}]}", "/a")]
    [InlineData("{\"a\":{\"b\":nul}}", "/a/b")]
    [InlineData("{} {}", "")]
    [InlineData("{\"a\":1,}", "")]
    [InlineData("{\"a\" /* why */ :1}", "")]
    public void Read_BrokenSyntax_PointsAtThePlace(string text, string pointer)
    {
        var problem = AssertRefused("not-json", pointer, text);

        Assert.StartsWith("Line 1, byte ", problem.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{", "")]
    [InlineData("{\"a\":[1,{\"b\":\"c", "/a/1/b")]
    [InlineData("{\"a\":[true,fal", "/a")]
    [InlineData("{\"a\":1", "/a")]
    public void Read_TruncatedDocument_SaysSoAndWhere(string text, string pointer)
    {
        var problem = AssertRefused("truncated", pointer, text);

        Assert.Contains($" {text.Length} bytes", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_DuplicateKeys_AreAllNamed()
    {
        var problems = Refused("""{"a":1,"b":[{"x":1,"\u0078":2},{"y~/":1,"y~/":2}],"a":2,"a":3,"c":{"a":1}}"""u8.ToArray());

        Assert.Equal(["/b/0/x", "/b/1/y~0~1", "/a", "/a"], problems.Select(problem => problem.Pointer));
        Assert.All(problems, problem => Assert.Equal("duplicate-key", problem.Rule));
    }

    [Fact]
    public void Read_ManyDuplicateKeys_AreListedToALimitAndCounted()
    {
        var problems = Refused(Encoding.UTF8.GetBytes($"{{{string.Join(',', Enumerable.Repeat("\"a\":1", ProblemList.Limit + 8))}}}"));

        Assert.Equal(ProblemList.Limit + 1, problems.Count);
        Assert.Equal("too-many-problems", problems[^1].Rule);
        Assert.StartsWith("7 ", problems[^1].Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(64, true)]
    [InlineData(65, false)]
    [InlineData(1000, false)]
    public void Read_Nesting_IsLimitedAsInDms(int depth, bool accepted)
    {
        var text = new string('[', depth) + new string(']', depth);
        if (accepted)
            Assert.Empty(Refused(Encoding.UTF8.GetBytes(text)));
        else
            AssertRefused("too-deep", string.Concat(Enumerable.Repeat("/0", 64)), text);
    }

    [Theory]
    [InlineData("""{"a":"\ud800"}""", "/a")]
    [InlineData("""{"a":["x","\udc00\ud800"]}""", "/a/1")]
    [InlineData("""{"a":"\ud83d\u0041"}""", "/a")]
    [InlineData("""{"\udfff":1}""", "/\\udfff")]
    public void Read_LoneSurrogate_IsRefused(string text, string pointer) => AssertRefused("lone-surrogate", pointer, text);

    [Theory]
    [InlineData("""{"a":"\ud83d\ude00"}""")]
    [InlineData("""{"a":"\\ud800"}""")]
    [InlineData("""{"\ud83d\ude00":"\u00e4\n\\"}""")]
    public void Read_PairedSurrogates_AreAccepted(string text) => Assert.Empty(Refused(Encoding.UTF8.GetBytes(text)));

    [Fact]
    public void Read_HugeNumbers_KeepTheirText()
    {
        var digits = new string('9', 400);
        using var json = Read(Encoding.UTF8.GetBytes($"[{digits},1e999,-0.{digits}]"), out _);

        Assert.Equal(digits, json!.RootElement[0].GetRawText());
        Assert.Equal("1e999", json.RootElement[1].GetRawText());
    }

    private static Problem AssertRefused(string rule, string pointer, string text) =>
        AssertRefused(rule, pointer, Encoding.UTF8.GetBytes(text));

    private static Problem AssertRefused(string rule, string pointer, byte[] content)
    {
        var problem = Assert.Single(Refused(content));
        Assert.Equal((Severity.Error, "it.json", pointer, rule), (problem.Severity, problem.Document, problem.Pointer, problem.Rule));
        return problem;
    }

    private static IReadOnlyList<Problem> Refused(byte[] content)
    {
        using var json = Read(content, out var problems);
        Assert.Equal(problems.Count == 0, json is not null);
        return problems;
    }

    private static JsonDocument? Read(byte[] content, out IReadOnlyList<Problem> problems)
    {
        var list = new ProblemList("it.json");
        var json = DocumentReader.Read(InputDocument.Of("it.json", content), list);
        problems = [.. list.List()];
        return json;
    }
}
