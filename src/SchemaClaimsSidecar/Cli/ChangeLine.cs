using System.Text.RegularExpressions;
using SchemaClaims.V1;
using static SchemaClaims.V1.Change.Types;

namespace SchemaClaimsSidecar.Cli;

/// <summary>A change in one line for a person.</summary>
internal static partial class ChangeLine
{
    /// <summary><c>~ field $.firstName maxLength: 75 → 50  [limit-tightened: breaks writers]</c>.</summary>
    /// <param name="change">The change.</param>
    /// <param name="below">How many fields came or went with it.</param>
    public static string Of(Change change, int below = 0)
    {
        var what = string.Join(' ', new[] { NameOf(change.Aspect), change.Name, change.Facet }.Where(text => text.Length > 0));
        var more = below > 0 ? $", and {below} below it" : "";
        return $"{SignOf(change.Kind)} {what}{ValuesOf(change)}{more}  [{change.Rule}: {Of(change.Effects)}]";
    }

    /// <summary>So many changes of a kind: <c>1 field added</c>, <c>2 query fields removed</c>.</summary>
    public static string Count(int count, Aspect aspect, Kind kind) =>
        $"{count} {(count == 1 ? NameOf(aspect) : PluralOf(NameOf(aspect)))} {kind.ToString().ToLowerInvariant()}";

    public static string Of(IEnumerable<Effect> effects) => string.Join(", ", effects.Select(effect => effect switch
    {
        Effect.BreakingForWriters => "breaks writers",
        Effect.BreakingForReaders => "breaks readers",
        Effect.NarrowsAccess => "narrows access",
        Effect.WidensAccess => "widens access",
        _ => "compatible",
    }));

    private static string ValuesOf(Change change) => (change.Kind, change.Before, change.After) switch
    {
        (_, "", "") => "",
        (Kind.Added, _, var after) => $": {after}",
        (Kind.Removed, var before, _) => $": {before}",
        var (_, before, after) => $": {OrNone(before)} → {OrNone(after)}",
    };

    private static string OrNone(string value) => value.Length > 0 ? value : "none";

    private static char SignOf(Kind kind) => kind switch
    {
        Kind.Added => '+',
        Kind.Removed => '-',
        _ => '~',
    };

    private static string PluralOf(string name) => name.EndsWith('y') ? name[..^1] + "ies" : name + "s";

    private static string NameOf(Aspect aspect) =>
        aspect == Aspect.Documentation ? "document" : Words().Replace(aspect.ToString(), " $0").ToLowerInvariant();

    [GeneratedRegex("(?<!^)[A-Z]")]
    private static partial Regex Words();
}
