using System.Text.Json.Nodes;
using SchemaClaims.Contracts;
using Testing;

namespace Dms.Client.Tests.Support;

/// <summary>The real merged core with its three extensions, as parts.</summary>
internal static class RealSchema
{
    public const string MergedCore = "apischema/golden/merged-core.rules-2026.homograph+sample+tpdm.json";

    public static JsonNode Core() => Read(MergedCore);

    public static IReadOnlyList<Part> Parts() => SchemaSplitter.Split(
        Core(), Read("apischema/homograph.json"), Read("apischema/sample.json"), Read("apischema/tpdm.json"));

    private static JsonNode Read(string file) => JsonNode.Parse(RealData.Read(file))!;
}
