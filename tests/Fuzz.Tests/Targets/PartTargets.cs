using System.Text.Json;
using Dms.Client.Snapshots;
using SchemaClaims.Contracts;
using SchemaClaimsSidecar.Documents;
using SchemaClaimsSidecar.Schema;

namespace Fuzz.Tests.Targets;

/// <summary>The parts that the client reads.</summary>
internal static class PartTargets
{
    // What a reader says of bytes that it does not like; anything else is its own mistake.
    private static readonly Type[] Reasons =
    [
        typeof(JsonException), typeof(InvalidDataException), typeof(FormatException), typeof(InvalidOperationException),
        typeof(KeyNotFoundException),
    ];

    public static IEnumerable<FuzzTarget> All
    {
        get
        {
            SchemaInput input = new(
                Document("schemas/core.json"), [Document("schemas/arts.json"), Document("schemas/transport.json")], MergeRules.Rules2026,
                Strict: false);
            var parts = SchemaCompiler.Compile(input).Schema!.Parts;
            var resources = parts.Where(part => PartNames.IsResource(part.Name, out _, out _)).Take(10);
            yield return Target("resource-part", "resource/ed-fi/students", 3_000, resources);
            yield return Target("project-part", "project/ed-fi", 3_000, parts.Where(part => PartNames.IsProject(part.Name, out _)));
            var fragments = parts.Where(part => PartNames.IsOpenApiFragments(part.Name, out _));
            yield return Target("fragments-part", "openapi/fragments/ed-fi", 3_000, fragments);
            var claims = Part.Of(PartNames.Claims, DocumentTargets.CompileClaims(DocumentTargets.Sample("claims/claims.json"), null)!);
            yield return Target("claims-part", "claims", 2_000, [claims]);
            var brief = Part.Of("claims/tenant", "[{\"claimSetName\":\"A\"}]"u8.ToArray());
            yield return Target("tenant-claims-part", "claims/tenant", 2_000, [claims, brief]);
        }
    }

    /// <exception cref="PartInvalidException">The bytes do not say what the name promises.</exception>
    public static SnapshotPart Read(string name, byte[] content) => new PartReader().Read(name, Digest.Of(content), content);

    private static FuzzTarget Target(string target, string name, int iterations, IEnumerable<Part> parts) => new(
        target, iterations, [.. parts.Select(part => part.Content.ToArray())], input =>
        {
            try
            {
                Read(name, input);
                return true;
            }
            catch (PartInvalidException invalid)
            {
                Assert.True(Array.Exists(Reasons, reason => reason.IsInstanceOfType(invalid.InnerException)), $"{invalid.InnerException}");
                return false;
            }
        });

    private static InputDocument Document(string sample) => InputDocument.Of(Path.GetFileName(sample), DocumentTargets.Sample(sample));
}
