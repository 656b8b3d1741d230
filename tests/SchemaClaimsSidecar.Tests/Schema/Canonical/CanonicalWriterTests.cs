using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using SchemaClaimsSidecar.Schema.Canonical;

namespace SchemaClaimsSidecar.Tests.Schema.Canonical;

public sealed class CanonicalWriterTests
{
    [Theory]
    [InlineData(""" { "b" : [ 1 , 2 ] , "a" : { "d" : null , "c" : true } } """, """{"a":{"c":true,"d":null},"b":[1,2]}""")]
    [InlineData("""[1.0, 1e2, -0, 1E+2, 12345678901234567890123]""", """[1.0,1e2,-0,1E+2,12345678901234567890123]""")]
    [InlineData("""{"a":"<&'+>/\/"}""", """{"a":"<&'+>//"}""")]
    [InlineData("""{"a":"\u0041\u00e4\u0022\u005c\u000a"}""", """{"a":"Aä\"\\\n"}""")]
    [InlineData("""{"b":1,"\u0061":2}""", """{"a":2,"b":1}""")]
    [InlineData("""{"B":1,"a":2,"A":3,"aa":4,"":5}""", """{"":5,"A":3,"B":1,"a":2,"aa":4}""")]
    [InlineData("[]", "[]")]
    [InlineData("\"x\"", "\"x\"")]
    public void Write_Value_IsCanonical(string json, string expected) => Assert.Equal(expected, Canonical(json));

    [Fact]
    public void Write_NamesBeyondTheSurrogates_AreInTheOrderOfUtf16()
    {
        // By code point U+E000 and U+FFFD come before U+10000; by UTF-16 code unit they come after it.
        const string json = "{\"\ufffd\":1,\"\U00010000\":2,\"\ue000\":3,\"\ud7ff\":4,\"\U00010000z\":5,\"\\ud800\\udc00a\":6}";

        var sorted = JsonNode.Parse(Canonical(json))!.AsObject();

        Assert.Equal([4, 2, 6, 5, 3, 1], sorted.Select(property => property.Value!.GetValue<int>()));
    }

    [Fact]
    public void Write_LongEscapedText_IsWhole()
    {
        var text = string.Concat(Enumerable.Repeat("ä\u0001\"😀", 5000));
        var json = JsonSerializer.Serialize(new Dictionary<string, string> { [text] = text });

        Assert.Equal(Encoding.UTF8.GetString(NaiveCanonicalJson.Write(JsonNode.Parse(json))), Canonical(json));
    }

    [Fact]
    public void Write_RandomJson_EqualsTheDefinitionHoweverItIsWritten()
    {
        for (var seed = 0; seed < 1000; seed++)
        {
            var random = new RandomJson(seed);
            var value = random.Value(6);
            var expected = Encoding.UTF8.GetString(NaiveCanonicalJson.Write(Parse(random.Write(value))));

            for (var i = 0; i < 3; i++)
            {
                var written = random.Write(value);
                Assert.True(expected == Canonical(Encoding.UTF8.GetString(written)), $"Seed {seed}: {Encoding.UTF8.GetString(written)}");
            }
        }
    }

    private static JsonNode? Parse(byte[] json) => JsonNode.Parse(json);

    private static string Canonical(string json)
    {
        using var document = JsonDocument.Parse(Encoding.UTF8.GetBytes(json));
        return Encoding.UTF8.GetString(CanonicalWriter.Write(document.RootElement));
    }
}
