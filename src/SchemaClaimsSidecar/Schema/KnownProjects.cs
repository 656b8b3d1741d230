using System.Diagnostics.CodeAnalysis;
using SchemaClaims.Contracts;
using SchemaClaimsSidecar.Documents;

namespace SchemaClaimsSidecar.Schema;

/// <summary>
/// What became of documents by themselves when they were compiled before. A document that comes again, under the same rules, need
/// not be validated nor put into canonical form again: most uploads change one document of several.
/// </summary>
internal sealed class KnownProjects
{
    private readonly Dictionary<(Digest Digest, bool IsExtension), (ProblemList Problems, ProjectParts Parts)> _projects = [];
    private readonly MergeRules _rules;

    private KnownProjects(MergeRules rules) => _rules = rules;

    /// <summary>Nothing is known.</summary>
    public static KnownProjects None { get; } = new(MergeRules.Rules2026);

    /// <param name="documents">Documents without errors.</param>
    /// <param name="projects">What was made of each.</param>
    /// <param name="rules">The rules under which they were validated.</param>
    public static KnownProjects Of(IReadOnlyList<ProjectDocument> documents, IReadOnlyList<ProjectParts> projects, MergeRules rules)
    {
        var known = new KnownProjects(rules);
        foreach (var (document, parts) in documents.Zip(projects))
            known._projects[(document.Input.Digest, document.IsExtension)] = (document.OwnProblems, parts);
        return known;
    }

    /// <summary>Reads a document that is known.</summary>
    public bool TryRead(InputDocument input, bool isExtension, MergeRules rules, [NotNullWhen(true)] out ProjectDocument? document)
    {
        document = rules == _rules && _projects.TryGetValue((input.Digest, isExtension), out var known)
            ? Read(input, isExtension, known.Problems.CopyFor(input.Name), known.Parts)
            : null;
        return document is not null;
    }

    private static ProjectDocument Read(InputDocument input, bool isExtension, ProblemList problems, ProjectParts parts) =>
        new ProjectDocument(input, isExtension, DocumentReader.ReadAgain(input), problems) { KnownParts = parts }.Alone();
}
