using System.Collections.Frozen;
using System.Collections.Immutable;

namespace Dms.Client.Postgresql.Authorization;

/// <summary>The strategies that ask for relationships, and which.</summary>
internal static class RelationshipStrategies
{
    private static readonly FrozenDictionary<string, ImmutableArray<RelationshipCheck>> ByName =
        new Dictionary<string, ImmutableArray<RelationshipCheck>>
        {
            ["RelationshipsWithEdOrgsOnly"] = [RelationshipCheck.Organizations],
            ["RelationshipsWithEdOrgsAndPeople"] =
                [RelationshipCheck.Organizations, RelationshipCheck.Student, RelationshipCheck.Staff, RelationshipCheck.Contact],
            ["RelationshipsWithStudentsOnly"] = [RelationshipCheck.Student],
            ["RelationshipsWithStudentsOnlyThroughResponsibility"] = [RelationshipCheck.StudentResponsibility],
        }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Whether it is one of these strategies.</summary>
    public static bool IsKnown(string strategy) => ByName.ContainsKey(strategy);

    /// <summary>The relationships that a strategy asks for of documents of a resource; null when it is another kind of strategy.</summary>
    public static IEnumerable<RelationshipCheck>? ChecksOf(string strategy, Schema.ResourceSchema resource) =>
        ByName.TryGetValue(strategy, out var checks) ? checks.Where(check => check.Secures(resource)) : null;
}
