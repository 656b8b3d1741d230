using SchemaClaims.V1;
using static SchemaClaims.V1.Change.Types;

namespace SchemaClaimsSidecar.Cli;

/// <summary>As many changes as a person reads, by what they belong to.</summary>
internal static class WorstChanges
{
    private const int MostSubjects = 10;
    private const int MostLines = 5;
    private const int MostNames = 5;

    // What comes or goes with something else, which is shown.
    private static readonly string[] Dependent = ["-with-parent", "-with-field"];

    public static void Write(TextWriter output, string heading, IEnumerable<Change> changes)
    {
        var lookup = changes.ToLookup(change => change is { Aspect: Aspect.Resource, Kind: Kind.Removed, Name: "" });
        var subjects = lookup[false].GroupBy(change => change.Subject).ToArray();
        if (lookup.Count > 0)
            output.WriteLine($"{Environment.NewLine}{heading}:");
        foreach (var project in lookup[true].GroupBy(change => change.Subject[..change.Subject.IndexOf('/')]))
            WriteGone(output, project.Key, [.. project.Select(change => change.Subject[(project.Key.Length + 1)..])]);
        foreach (var subject in subjects.Take(MostSubjects))
            WriteSubject(output, subject.Key, [.. subject]);
        if (subjects.Length > MostSubjects)
        {
            var count = subjects.Skip(MostSubjects).Sum(subject => subject.Count());
            output.WriteLine($"  … and {count} changes of {subjects.Length - MostSubjects} others.");
        }
    }

    private static void WriteGone(TextWriter output, string project, string[] endpoints)
    {
        var named = string.Join(", ", endpoints.Take(MostNames));
        var others = endpoints.Length > MostNames ? $" and {endpoints.Length - MostNames} more" : "";
        output.WriteLine($"  {ChangeLine.Count(endpoints.Length, Aspect.Resource, Kind.Removed)} from {project}: {named}{others}");
    }

    private static void WriteSubject(TextWriter output, string subject, Change[] changes)
    {
        output.WriteLine($"  {subject}");
        var shown = changes.Where(change => !Array.Exists(Dependent, change.Rule.EndsWith)).ToArray();
        foreach (var change in shown.Take(MostLines))
            output.WriteLine($"    {ChangeLine.Of(change, changes.Count(other => IsBelow(other, change)))}");
        if (shown.Length > MostLines)
            output.WriteLine($"    … and {shown.Length - MostLines} more.");
    }

    private static bool IsBelow(Change other, Change change) =>
        change.Aspect == Aspect.Field && other.Aspect == change.Aspect && other.Kind == change.Kind
        && other.Name.Length > change.Name.Length && other.Name.StartsWith(change.Name, StringComparison.Ordinal)
        && (other.Name[change.Name.Length] is '.' or '[');
}
