using System.Reflection;
using System.Runtime.CompilerServices;
using SchemaClaims.V1;
using SchemaClaimsSidecar.Comparison;
using SchemaClaimsSidecar.Comparison.Rules;
using Aspect = SchemaClaimsSidecar.Comparison.Aspect;
using ChangeRule = SchemaClaimsSidecar.Comparison.ChangeRule;

namespace SchemaClaimsSidecar.Tests.Comparison;

public sealed class ChangeRulesTests
{
    private static readonly ChangeRule[] All =
    [
        .. typeof(FieldRules).Assembly.GetTypes().Where(type => type.Namespace == typeof(FieldRules).Namespace)
            .SelectMany(type => type.GetFields(BindingFlags.Public | BindingFlags.Static))
            .Select(field => field.GetValue(null)).OfType<ChangeRule>(),
    ];

    [Fact]
    public void Rules_Names_AreUnique() => Assert.Equal(All.Length, All.Select(rule => rule.Name).Distinct().Count());

    [Fact]
    public void Rules_Documentation_ListsEachWithItsEffectsAndReason()
    {
        var documented = File.ReadLines(DocumentationPath()).Where(line => line.StartsWith("| `", StringComparison.Ordinal));

        Assert.Equal(
            All.Select(rule => $"| `{rule.Name}` | {EffectsOf(rule.Effects)} | {rule.Reason} |").Order(StringComparer.Ordinal),
            documented.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Aspects_InTheProtocol_AreTheSame() => Assert.Equal(
        Enum.GetValues<Aspect>().Select(aspect => (aspect.ToString(), (int)aspect)),
        Enum.GetValues<SchemaClaims.V1.Change.Types.Aspect>().Select(aspect => (aspect.ToString(), (int)aspect)));

    [Fact]
    public void Kinds_InTheProtocol_AreTheSame() => Assert.Equal(
        Enum.GetValues<ChangeKind>().Select(kind => (kind.ToString(), (int)kind)),
        Enum.GetValues<SchemaClaims.V1.Change.Types.Kind>().Select(kind => (kind.ToString(), (int)kind)));

    private static string EffectsOf(Effects effects)
    {
        if (effects == Effects.Compatible)
            return "compatible";
        (Effects Effect, string Text)[] named =
        [
            (Effects.BreaksWriters, "breaks writers"), (Effects.BreaksReaders, "breaks readers"),
            (Effects.NarrowsAccess, "narrows access"), (Effects.WidensAccess, "widens access"),
        ];
        return string.Join(", ", named.Where(name => effects.HasFlag(name.Effect)).Select(name => name.Text));
    }

    private static string DocumentationPath([CallerFilePath] string here = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "../../../docs/diff.md"));
}
