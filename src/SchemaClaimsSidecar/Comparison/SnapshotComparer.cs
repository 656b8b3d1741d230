using SchemaClaims.Contracts;
using SchemaClaimsSidecar.Comparison.Claims;
using SchemaClaimsSidecar.Comparison.Projects;
using SchemaClaimsSidecar.Comparison.Resources;
using SchemaClaimsSidecar.Comparison.Rules;
using SchemaClaimsSidecar.Snapshots;

namespace SchemaClaimsSidecar.Comparison;

/// <summary>Compares two snapshots: a pure function of their parts. Parts with the same bytes are not read.</summary>
internal static class SnapshotComparer
{
    /// <param name="earlier">What clients have now; null for nothing at all.</param>
    /// <param name="later">What they would have.</param>
    /// <param name="cancellationToken">Ends the comparison.</param>
    public static SnapshotComparison Compare(Snapshot? earlier, Snapshot? later, CancellationToken cancellationToken = default)
    {
        var changes = new ChangeList();
        var pairs = PartPair.Differing(earlier, later);
        var endpoints = new ChangedEndpoints();
        foreach (var pair in pairs)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (PartNames.IsResource(pair.Name, out var project, out var endpoint))
                ResourceComparer.Compare(pair, changes.For($"{project}/{endpoint}"), () => endpoints.Add(project, endpoint));
        }

        foreach (var pair in pairs)
        {
            if (PartNames.IsProject(pair.Name, out var project))
                ProjectComparer.Compare(pair, changes.For(project), endpoint => endpoints.Contains(project, endpoint));
            else if (!PartNames.IsClaims(pair.Name) && !PartNames.IsResource(pair.Name, out _, out _))
                CompareUnread(pair, changes.For(pair.Name));
        }

        if (pairs.Any(pair => PartNames.IsClaims(pair.Name)))
            ClaimsComparer.Compare(earlier, later, changes, cancellationToken);
        return new SnapshotComparison(changes.Sorted());
    }

    // They follow from the resources, whose changes are told.
    private static void CompareUnread(PartPair pair, SubjectChanges changes)
    {
        if (pair.Earlier is null)
            changes.Added(DocumentationRules.PartAdded, Aspect.Documentation);
        else if (pair.Later is null)
            changes.Removed(DocumentationRules.PartRemoved, Aspect.Documentation);
        else
            changes.Changed(DocumentationRules.PartChanged, Aspect.Documentation, "", "", "", "");
    }
}
