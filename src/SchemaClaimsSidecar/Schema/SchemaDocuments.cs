using System.Text.Json.Nodes;
using SchemaClaimsSidecar.Documents;
using SchemaClaimsSidecar.Schema.Merging;
using SchemaClaimsSidecar.Schema.Validation;

namespace SchemaClaimsSidecar.Schema;

/// <summary>All documents of an input: read and validated on the processors there are, then checked together and merged.</summary>
internal sealed class SchemaDocuments : IDisposable
{
    private readonly SchemaInput _input;
    private readonly ProjectDocument[] _documents;

    private SchemaDocuments(SchemaInput input, ProjectDocument[] documents)
    {
        _input = input;
        _documents = documents;
        Extensions = documents[1..];
        CrossDocumentRules.Check(Core, Extensions);
        MergedResources = CoreMerge.Apply(Core, InMergeOrder(), input.Rules);
    }

    /// <summary>The core first, then the extensions in the order given.</summary>
    public IReadOnlyList<ProjectDocument> All => _documents;

    public ProjectDocument Core => _documents[0];

    public IReadOnlyList<ProjectDocument> Extensions { get; }

    /// <summary>The core resources that have extensions, merged, by their endpoint names.</summary>
    public IReadOnlyDictionary<string, JsonObject> MergedResources { get; }

    public bool HaveErrors => _documents.Any(document => document.Problems.HasErrors);

    public bool AreRefused => HaveErrors || (_input.Strict && ListProblems().Count > 0);

    /// <summary>What has been found so far, by document in the order given.</summary>
    public IReadOnlyList<Problem> ListProblems() => [.. _documents.SelectMany(document => document.Problems.List())];

    public static SchemaDocuments Read(SchemaInput input, CancellationToken cancellationToken) =>
        Read(input, KnownProjects.None, (_, _) => { }, cancellationToken);

    /// <summary>
    /// Reads the documents. While the core, mostly the longest by far, is still being read, prepares each extension that is in
    /// order by itself; the index is that in <see cref="All"/>.
    /// </summary>
    public static SchemaDocuments Read(
        SchemaInput input, KnownProjects known, Action<int, ProjectDocument> prepareExtension, CancellationToken cancellationToken)
    {
        var documents = new ProjectDocument[1 + input.Extensions.Count];
        Parallel.For(0, documents.Length, new ParallelOptions { CancellationToken = cancellationToken }, index =>
        {
            var document = index == 0 ? input.Core : input.Extensions[index - 1];
            documents[index] = known.TryRead(document, index > 0, input.Rules, out var again)
                ? again
                : Read(document, index > 0, input.Rules);
            if (index > 0 && !documents[index].Problems.HasErrors)
                prepareExtension(index, documents[index]);
        });
        return new SchemaDocuments(input, documents);
    }

    public void Dispose()
    {
        foreach (var document in _documents)
            document.Dispose();
    }

    private static ProjectDocument Read(InputDocument input, bool isExtension, MergeRules rules)
    {
        var problems = new ProblemList(input.Name);
        var document = new ProjectDocument(input, isExtension, DocumentReader.Read(input, problems), problems);
        DocumentValidator.Check(document, rules);
        return document.Alone();
    }

    private IReadOnlyList<ProjectDocument> InMergeOrder() => _input.Rules == MergeRules.Rules2025
        ? Extensions
        : [.. Extensions.OrderBy(extension => extension.EndpointName, StringComparer.Ordinal)];
}
