using System.Text;
using SchemaClaims.Contracts;
using SchemaClaimsSidecar.Documents;
using SchemaClaimsSidecar.Snapshots;

namespace SchemaClaimsSidecar.Tests.Snapshots;

/// <summary>Small contents to make snapshots of.</summary>
internal static class SnapshotSamples
{
    public const string Hash = "00000000000000000000000000000000000000000000000000000000000000aa";

    public static Part Part(string name, string content) => SchemaClaims.Contracts.Part.Of(name, Encoding.UTF8.GetBytes(content));

    public static InputDocument Document(string name, string content) => InputDocument.Of(name, Encoding.UTF8.GetBytes(content));

    public static ManifestInput Input(string role, InputDocument document) =>
        new(role, document.Name, document.Digest, document.Content.Length);

    /// <summary>A schema of a core document and the given parts.</summary>
    public static SchemaContent Schema(InputDocument core, params Part[] parts) => new(Hash, "2026", [Input("core", core)], parts);

    public static ClaimsContent Claims(InputDocument document, params Part[] parts) => new([Input("claims", document)], parts);

    /// <summary>A snapshot of two resources and the claims; the texts are their contents.</summary>
    public static Snapshot Snapshot(string students, string schools, string claims, out InputDocument[] inputs)
    {
        inputs = [Document("core.json", students + schools), Document("claims.json", "input " + claims)];
        return SnapshotComposer.Compose(
            Schema(
                inputs[0],
                Part(PartNames.Project("ed-fi"), "{}"),
                Part(PartNames.Resource("ed-fi", "students"), students),
                Part(PartNames.Resource("ed-fi", "schools"), schools)),
            Claims(inputs[1], Part(PartNames.Claims, claims)),
            current: null).Snapshot;
    }
}
