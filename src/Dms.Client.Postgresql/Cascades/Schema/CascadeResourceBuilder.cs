using Dms.Client.Schema;

namespace Dms.Client.Postgresql.Cascades.Schema;

/// <summary>Works out what a cascade has to know of a resource.</summary>
internal sealed class CascadeResourceBuilder(IdentityPaths identities)
{
    public CascadeResource Build(ProjectSchema project, ResourceSchema schema)
    {
        var paths = new PathTree();
        var references = schema.DocumentPaths
            .Where(path => path is { IsReference: true, IsDescriptor: false, ReferenceJsonPathsElements.Length: > 0 })
            .Select(path => KeyValuePair.Create(
                new ResourceName(path.ProjectName ?? project.ProjectName, path.ResourceName ?? ""), BuildReference(schema, path, paths)));
        return new CascadeResource(project, schema, paths, SuperclassOf(project, schema), [.. references]);
    }

    private ReferencePlan BuildReference(ResourceSchema schema, DocumentPath reference, PathTree paths)
    {
        var elements = reference.ReferenceJsonPathsElements;
        var target = identities.Find(reference.ProjectName, reference.ResourceName) ?? [];
        int[] places = [.. elements.Select(element => Array.IndexOf(target, element.IdentityJsonPath))];
        var lost = Array.IndexOf(places, -1);
        var problem = lost >= 0
            ? $"{elements[lost].IdentityJsonPath} leads to no value of the identity of {reference.ProjectName}.{reference.ResourceName}"
            : elements.Select(element => ItemsOf(element.ReferenceJsonPath)).Distinct().Count() > 1
                ? "its values are spread over different arrays"
                : null;
        return new ReferencePlan(
            reference.Name,
            [.. elements.Select(element => paths.Add(element.ReferenceJsonPath))],
            places,
            elements.Any(element => schema.IdentityJsonPaths.Contains(element.ReferenceJsonPath)),
            problem);
    }

    private SuperclassForm? SuperclassOf(ProjectSchema project, ResourceSchema schema)
    {
        if (!schema.IsSubclass || schema.SuperclassResourceName is not { } name)
            return null;
        var superclass = new ResourceName(schema.SuperclassProjectName ?? project.ProjectName, name);
        var own = schema.SuperclassIdentityJsonPath is { } renamed ? [renamed] : schema.IdentityJsonPaths.ToArray();
        int[] places = [.. (identities.Find(superclass.Project, name) ?? own).Select(path => Array.IndexOf(own, path))];
        return places.Contains(-1) ? null : new SuperclassForm(superclass, places);
    }

    private static string ItemsOf(JsonPath path) => path.Text[..(path.Text.LastIndexOf("[*]", StringComparison.Ordinal) + 1)];
}
