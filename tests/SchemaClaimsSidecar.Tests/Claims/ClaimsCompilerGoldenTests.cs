using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using SchemaClaims.Contracts;
using SchemaClaimsSidecar.Documents;
using Testing;

namespace SchemaClaimsSidecar.Tests.Claims;

/// <summary>Real claims documents against what the real Configuration Service answers for them.</summary>
public class ClaimsCompilerGoldenTests
{
    private static readonly JsonSerializerOptions Minified = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    [DataTheory]
    [InlineData("2025-11", 3143)]
    [InlineData("ds52", 3541)]
    public void Compile_RealDocument_AnswersByteForByteAsTheService(string document, int effectiveClaims)
    {
        var part = Compile.PartOf(Compile.Documents(Real($"claims/{document}.claims.json")));

        var golden = JsonNode.Parse(RealData.Read($"claims/{document}.authorization-metadata.json"))!.AsArray();
        Assert.Equal(effectiveClaims, golden.Sum(claimSet => claimSet!["claims"]!.AsArray().Count));
        Assert.Equal(JsonSerializer.SerializeToUtf8Bytes(golden, Minified), part.Content.ToArray());
        Assert.Equal(PartNames.Claims, part.Name);
    }

    [DataFact]
    public void Compile_RealDocument_HasNoProblems() =>
        Assert.Empty(Compile.Documents(Real("claims/ds52.claims.json")).Problems);

    internal static InputDocument Real(string path) => InputDocument.Of(path, RealData.Read(path));
}
