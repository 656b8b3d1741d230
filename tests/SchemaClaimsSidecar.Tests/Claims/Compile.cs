using System.Text;
using System.Text.Json.Nodes;
using SchemaClaims.Contracts;
using SchemaClaimsSidecar.Claims;
using SchemaClaimsSidecar.Documents;
using SchemaClaimsSidecar.Snapshots;

namespace SchemaClaimsSidecar.Tests.Claims;

/// <summary>Shorthand for compiling documents that stand in a test.</summary>
internal static class Compile
{
    public static ClaimsResult Text(string claims, params string[] fragments) =>
        Documents(Document("claims.json", claims), [.. fragments.Select((fragment, i) => Document($"fragment{i + 1}.json", fragment))]);

    public static ClaimsResult Documents(InputDocument claims, params InputDocument[] fragments) =>
        ClaimsCompiler.Compile(new ClaimsInput(claims, fragments));

    public static InputDocument Document(string name, string text) => InputDocument.Of(name, Encoding.UTF8.GetBytes(text));

    /// <summary>The metadata of a document that must compile.</summary>
    public static JsonArray Metadata(string claims, params string[] fragments) => MetadataOf(Text(claims, fragments));

    public static JsonArray MetadataOf(ClaimsResult result) => JsonNode.Parse(PartOf(result).Content.Span)!.AsArray();

    public static Part PartOf(ClaimsResult result)
    {
        Assert.True(result.Claims is not null, string.Join("\n", result.Problems));
        return Assert.Single(ClaimsContent.Of(result.Claims).Parts);
    }
}
