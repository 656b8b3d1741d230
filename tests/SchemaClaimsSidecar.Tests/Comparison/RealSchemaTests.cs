using System.Text.Json.Nodes;
using SchemaClaimsSidecar.Comparison;
using SchemaClaimsSidecar.Documents;
using SchemaClaimsSidecar.Schema;
using SchemaClaimsSidecar.Snapshots;
using Testing;

namespace SchemaClaimsSidecar.Tests.Comparison;

public sealed class RealSchemaTests
{
    private const string CoreFile = "core-ds51-derived.json";

    // This core has no uniqueness constraints; Sample brings six for lists of the core that a document may hold already.
    [DataTheory]
    [InlineData("tpdm.json", 0)]
    [InlineData("sample.json", 6)]
    [InlineData("homograph.json", 0)]
    public void Compare_ExtensionAdded_FindsExactlyWhatItsDocumentBrings(string extension, int constraintsOnCoreFields)
    {
        var comparison = SnapshotComparer.Compare(Snapshot(CoreFile), Snapshot(CoreFile, extension));

        Assert.Equal(NaiveExtensionList.Of(Json(CoreFile), Json(extension)), Facts(comparison, ChangeKind.Added));
        Assert.Equal(
            Enumerable.Repeat("constraint-added", constraintsOnCoreFields),
            comparison.Changes.Where(change => change.Rule.Effects != Effects.Compatible).Select(change => change.Rule.Name));
        Assert.Equal(
            ["dependencies"],
            comparison.Changes.Where(change => change.Kind != ChangeKind.Added).Select(change => change.Subject));
    }

    [DataTheory]
    [InlineData("tpdm.json")]
    [InlineData("sample.json")]
    [InlineData("homograph.json")]
    public void Compare_ExtensionRemoved_FindsExactlyWhatItsDocumentBrought(string extension)
    {
        var comparison = SnapshotComparer.Compare(Snapshot(CoreFile, extension), Snapshot(CoreFile));

        Assert.Equal(NaiveExtensionList.Of(Json(CoreFile), Json(extension)), Facts(comparison, ChangeKind.Removed));
        Assert.True(comparison.IsBreaking);
        Assert.All(
            comparison.Changes.Where(change => change.Aspect is Aspect.Field or Aspect.Reference or Aspect.Resource or Aspect.Project),
            change => Assert.Equal(Effects.BreaksBoth, change.Rule.Effects));
    }

    [DataFact]
    public void Compare_TpdmAdded_HasTheNumbersThatAreKnownOfIt()
    {
        var changes = SnapshotComparer.Compare(Snapshot(CoreFile), Snapshot(CoreFile, "tpdm.json")).Changes;

        Assert.Equal(33, changes.Count(change => change.Rule.Name == "resource-added"));
        Assert.Equal(
            ["tpdm/credentials", "tpdm/schools", "tpdm/surveyResponses"],
            changes.Where(change => change.Rule.Name == "extension-added").Select(change => change.Subject));
        Assert.Equal(
            ["ed-fi/credentials", "ed-fi/schools", "ed-fi/surveyResponses"],
            changes.Where(change => change.Rule.Name == "field-added").Select(change => change.Subject));
    }

    private static string[] Facts(SnapshotComparison comparison, ChangeKind kind) =>
    [
        .. comparison.Changes.Where(change => change.Kind == kind && change.Aspect != Aspect.Documentation)
            .Select(change => $"{change.Aspect} {change.Subject} {change.Name}".TrimEnd()).Order(StringComparer.Ordinal),
    ];

    private static Snapshot Snapshot(string core, params string[] extensions) => Compared.Snapshot(new SchemaInput(
        Document(core), [.. extensions.Select(Document)], MergeRules.Rules2026, Strict: false));

    private static InputDocument Document(string name) => InputDocument.Of(name, RealData.Read($"apischema/{name}"));

    private static JsonNode Json(string name) => JsonNode.Parse(RealData.Read($"apischema/{name}"))!["projectSchema"]!;
}
