using System.Text.Json;
using SchemaClaims.Contracts;
using SchemaClaimsSidecar.Schema.Dependencies;
using SchemaClaimsSidecar.Schema.OpenApi;

namespace SchemaClaimsSidecar.Schema;

/// <summary>
/// The parts that answer requests for metadata: they come from all projects together. The three can be rendered at the same time;
/// what could not go into them is reported afterwards.
/// </summary>
internal sealed class MetadataParts(SchemaDocuments documents)
{
    private readonly JsonElement _core = documents.Core.Project;
    private readonly JsonElement[] _extensions = [.. documents.Extensions.Select(extension => extension.Project)];
    private readonly List<OpenApiProblem> _resourceProblems = [];
    private readonly List<OpenApiProblem> _descriptorProblems = [];
    private readonly List<LoadOrderProblem> _loadOrderProblems = [];
    private Part? _resources;
    private Part? _descriptors;
    private Part? _loadOrder;

    /// <summary>The parts that were rendered and are not empty.</summary>
    public IEnumerable<Part> All => new[] { _resources, _descriptors, _loadOrder }.OfType<Part>();

    public void RenderResources() =>
        _resources = RenderOpenApi(PartNames.ResourcesOpenApi, OpenApiDocumentKind.Resources, _resourceProblems);

    public void RenderDescriptors() =>
        _descriptors = RenderOpenApi(PartNames.DescriptorsOpenApi, OpenApiDocumentKind.Descriptors, _descriptorProblems);

    public void RenderLoadOrder() =>
        _loadOrder = Part.Of(PartNames.Dependencies, LoadOrder.Render([_core, .. _extensions], _loadOrderProblems));

    /// <summary>Warns of what is not in the parts: DMS accepts such documents.</summary>
    public void ReportProblems()
    {
        foreach (var problem in _resourceProblems.Concat(_descriptorProblems))
            documents.All[problem.Project].Problems.Warning(problem.Pointer, problem.Rule, problem.Message);
        foreach (var problem in _loadOrderProblems)
            documents.All[problem.Project].Problems.Warning(problem.Pointer, problem.Rule, problem.Message);
    }

    private Part? RenderOpenApi(string name, OpenApiDocumentKind kind, List<OpenApiProblem> problems) =>
        OpenApiDocumentRenderer.Render(kind, _core, _extensions, problems) is { } document ? Part.Of(name, document) : null;
}
