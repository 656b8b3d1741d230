using System.Text.Json;
using SchemaClaims.Contracts;
using SchemaClaimsSidecar.Documents;

namespace SchemaClaimsSidecar.Schema.Validation;

/// <summary>What can be said about one document by itself.</summary>
internal static class DocumentValidator
{
    private static readonly string[] AssociationSubclass = ["subclassType", "superclassProjectName", "superclassResourceName"];
    private static readonly string[] EntitySubclass = [.. AssociationSubclass, "superclassIdentityJsonPath"];

    public static void Check(ProjectDocument document, MergeRules rules)
    {
        if (!document.IsRead)
            return;
        ApiSchemaShapes.For(rules, document.IsExtension).Check(document.Root, new ShapeCheck(document.Problems));
        CheckRole(document);
        CheckPartNames(document);
        foreach (var resource in document.Resources())
            CheckSubclass(document, resource);
    }

    private static void CheckRole(ProjectDocument document)
    {
        const string pointer = ProjectDocument.ProjectSchemaPointer + "/isExtensionProject";
        var isExtension = ProjectDocument.Property(document.Project, "isExtensionProject").ValueKind;
        if (document.IsExtension && isExtension == JsonValueKind.False)
            document.Problems.Error(pointer, "one-core", "A core was given as an extension. There must be one core.");
        else if (!document.IsExtension && isExtension == JsonValueKind.True)
            document.Problems.Error(pointer, "one-core", "An extension was given as the core. There must be one core.");
    }

    private static void CheckPartNames(ProjectDocument document)
    {
        if (document.EndpointName is not { } project)
            return;
        if (project.Contains('/', StringComparison.Ordinal) || !PartNames.IsValid(PartNames.OpenApiFragments(project)))
        {
            Refuse(document, JsonPointer.Of(ProjectDocument.ProjectSchemaPointer, "projectEndpointName"), project);
            return;
        }

        foreach (var resource in document.Resources())
        {
            if (NamePattern.Alphanumeric.Matches(resource) && !PartNames.IsValid(PartNames.Resource(project, resource.Name)))
                Refuse(document, JsonPointer.Of(ProjectDocument.ResourceSchemasPointer, resource.Name), resource.Name);
        }
    }

    // DMS accepts a subclass that does not say of what, and fails when such a resource is written.
    private static void CheckSubclass(ProjectDocument document, JsonProperty resource)
    {
        if (ProjectDocument.Property(resource.Value, "isSubclass").ValueKind != JsonValueKind.True)
            return;
        var isEntity = ProjectDocument.Text(resource.Value, "subclassType") != "association";
        foreach (var name in isEntity ? EntitySubclass : AssociationSubclass)
        {
            if (ProjectDocument.Property(resource.Value, name).ValueKind == JsonValueKind.Undefined)
            {
                document.Problems.Error(
                    JsonPointer.Of(ProjectDocument.ResourceSchemasPointer, resource.Name), "subclass",
                    $"A subclass needs the property \"{name}\".");
            }
        }
    }

    private static void Refuse(ProjectDocument document, string pointer, string name) =>
        document.Problems.Error(
            pointer, "endpoint-name",
            $"\"{Shorten(name)}\" must name a part of a snapshot: letters, digits, '.', '_' and '-', no leading '.', and not too long.");

    private static string Shorten(string name) => name.Length <= 40 ? name : name[..40] + "…";
}
