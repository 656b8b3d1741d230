using System.Text.Json.Nodes;
using SchemaClaimsSidecar.Claims;
using SchemaClaimsSidecar.Comparison;
using SchemaClaimsSidecar.Documents;
using SchemaClaimsSidecar.Schema;
using SchemaClaimsSidecar.Snapshots;
using SchemaClaimsSidecar.Tests.Schema;

namespace SchemaClaimsSidecar.Tests.Comparison;

/// <summary>Shorthand for snapshots to compare.</summary>
internal static class Compared
{
    public static Snapshot Snapshot(SchemaInput schema, ClaimsInput? claims = null)
    {
        var compiled = SchemaCompiler.Compile(schema);
        Assert.True(compiled.Schema is not null, string.Join("\n", compiled.Problems));
        return SnapshotComposer.Compose(SchemaContent.Of(compiled.Schema), claims is null ? null : Content(claims), null).Snapshot;
    }

    public static Snapshot Snapshot(JsonObject core, params JsonObject[] extensions) =>
        Snapshot(TestSchemas.Input(MergeRules.Rules2026, core, extensions));

    /// <summary>A snapshot of claims alone.</summary>
    public static Snapshot Claims(InputDocument claims) =>
        SnapshotComposer.Compose(null, Content(new ClaimsInput(claims, [])), null).Snapshot;

    /// <summary>Changes as text: <c>field-removed - $.birthCity</c>, with + for what was added and ~ for what has changed.</summary>
    public static string[] Lines(SnapshotComparison comparison) => [.. comparison.Changes.Select(Line)];

    public static string Line(Change change) =>
        $"{change.Subject}: {change.Rule.Name} {Sign(change.Kind)} {change.Name} {change.Facet}".TrimEnd();

    private static char Sign(ChangeKind kind) => kind switch
    {
        ChangeKind.Added => '+',
        ChangeKind.Removed => '-',
        _ => '~',
    };

    private static ClaimsContent Content(ClaimsInput claims)
    {
        var compiled = ClaimsCompiler.Compile(claims);
        Assert.True(compiled.Claims is not null, string.Join("\n", compiled.Problems));
        return ClaimsContent.Of(compiled.Claims);
    }
}
