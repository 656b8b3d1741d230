using System.Text.Json.Nodes;
using SchemaGeneration.Model;

namespace SchemaGeneration.Documents;

/// <summary>The values by which permissions over a document are decided.</summary>
internal static class SecurableElements
{
    public static JsonObject Of(ResourceModel resource) => Json.Object(
        ("Contact", References(resource, "Contact")),
        ("EducationOrganization", Json.Array(resource.References
            .Where(reference => reference.Target is { Superclass: not null } or { Kind: ResourceKind.Abstract })
            .Select(reference => Json.Object(
                ("jsonPath", $"$.{reference.Name}.{reference.Target.Identity[0].Property.Name}"),
                ("metaEdName", Naming.Pascal(reference.Target.Identity[0].Property.Name)))))),
        ("Namespace", Json.Strings(resource.Kind == ResourceKind.Descriptor ? ["$.namespace"] : [])),
        ("Staff", References(resource, "Staff")),
        ("Student", References(resource, "Student")));

    private static JsonArray References(ResourceModel resource, string person) => Json.Strings(resource.References
        .Where(reference => reference.Target.Name == person)
        .Select(reference => $"$.{reference.Name}.{reference.Target.Identity[0].Property.Name}"));
}
