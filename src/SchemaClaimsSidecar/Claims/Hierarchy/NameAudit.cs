using System.Collections.Frozen;

namespace SchemaClaimsSidecar.Claims.Hierarchy;

/// <summary>
/// Warns, once for each name, of strategies and actions that a Configuration Service does not know from the start: they may be
/// meant, and are kept, but are more often misspelt.
/// </summary>
internal sealed class NameAudit
{
    private static readonly FrozenSet<string> SeededStrategies = FrozenSet.Create(
        StringComparer.Ordinal,
        "NoFurtherAuthorizationRequired",
        "NamespaceBased",
        "OwnershipBased",
        "RelationshipsWithEdOrgsAndPeople",
        "RelationshipsWithEdOrgsAndPeopleIncludingDeletes",
        "RelationshipsWithEdOrgsAndPeopleInverted",
        "RelationshipsWithEdOrgsOnly",
        "RelationshipsWithEdOrgsOnlyInverted",
        "RelationshipsWithPeopleOnly",
        "RelationshipsWithStudentsOnly",
        "RelationshipsWithStudentsOnlyIncludingDeletes",
        "RelationshipsWithStudentsOnlyThroughResponsibility",
        "RelationshipsWithStudentsOnlyThroughResponsibilityIncludingDeletes");

    private static readonly FrozenSet<string> Actions =
        FrozenSet.Create(StringComparer.Ordinal, "Create", "Read", "Update", "Delete", "ReadChanges");

    private readonly HashSet<string> _warned = new(StringComparer.Ordinal);

    public void Strategy(string name, DocumentCursor at)
    {
        if (!SeededStrategies.Contains(name) && _warned.Add(name))
            at.Warn("unknown-strategy", $"'{name}' does not come with the Configuration Service. It is kept as written.");
    }

    public void Action(string name, DocumentCursor at)
    {
        if (!Actions.Contains(name) && _warned.Add(name))
            at.Warn("unknown-action", $"'{name}' is none of Create, Read, Update, Delete and ReadChanges. It is kept as written.");
    }
}
