using Dms.Client.Postgresql.Cascades.Schema;

namespace Dms.Client.Postgresql.Cascades.Rewriting;

/// <summary>Finds the references of a document to another by the identity that the other had before.</summary>
internal static class ReferenceMatcher
{
    private const int MaxStackRow = 64;

    /// <param name="scan">The document.</param>
    /// <param name="plan">Where the references stand.</param>
    /// <param name="moved">The identity that is looked for, and what takes its place.</param>
    /// <param name="edits">Gets the values to replace; null only to look.</param>
    /// <exception cref="DataProblemException">
    /// The schema's paths are of no use, or the new identity does not fit into the reference.
    /// </exception>
    public static ReferenceMatch Match(DocumentScan scan, ReferencePlan plan, in MovedName moved, List<Edit>? edits = null)
    {
        if (plan.Problem is { } problem)
            throw new DataProblemException($"the schema's reference {plan.Name} cannot be followed: {problem}");
        var rows = new ReferenceRows(
            plan, scan.Found, plan.Slots.Length <= MaxStackRow ? stackalloc int[plan.Slots.Length] : new int[plan.Slots.Length]);
        var match = ReferenceMatch.None;
        while (rows.MoveNext())
        {
            if (!rows.IsComplete || !IsEqual(scan, plan, rows.Current, moved.Before))
            {
                match = match == ReferenceMatch.Matched ? match : ReferenceMatch.Others;
                continue;
            }

            match = ReferenceMatch.Matched;
            if (edits is not null)
                AddEdits(scan, plan, rows.Current, moved.After!, edits);
        }

        return match;
    }

    private static bool IsEqual(DocumentScan scan, ReferencePlan plan, ReadOnlySpan<int> row, Identity identity)
    {
        for (var i = 0; i < plan.Rows.Length; i++)
        {
            if (!scan.IsEqual(scan.Found[row[plan.Rows[i]]], identity[plan.Places[i]]))
                return false;
        }

        return true;
    }

    private static void AddEdits(DocumentScan scan, ReferencePlan plan, ReadOnlySpan<int> row, Identity after, List<Edit> edits)
    {
        for (var i = 0; i < plan.Rows.Length; i++)
        {
            var value = after[plan.Places[i]];
            var first = Array.IndexOf(plan.Rows, plan.Rows[i]);
            if (first < i && !value.Equals(after[plan.Places[first]]))
            {
                throw new DataProblemException(
                    $"its reference {plan.Name} has one place for two values of the new identity, "
                    + $"'{after[plan.Places[first]]}' and '{value}'");
            }

            var found = scan.Found[row[plan.Rows[i]]];
            if (first == i && !scan.IsEqual(found, value))
                edits.Add(new Edit(found.Start, found.Slot, value));
        }
    }
}
