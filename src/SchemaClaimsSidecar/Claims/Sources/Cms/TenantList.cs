using System.Text.Json;
using SchemaClaimsSidecar.Claims.Hierarchy;
using SchemaClaimsSidecar.Claims.Metadata;
using SchemaClaimsSidecar.Documents;

namespace SchemaClaimsSidecar.Claims.Sources.Cms;

/// <summary>Reads the tenants that the Configuration Service has: <c>[{"name":…},…]</c>.</summary>
internal static class TenantList
{
    /// <exception cref="ClaimsSourceException">The answer is something else.</exception>
    public static IReadOnlyList<string> Read(string document, byte[] body)
    {
        var problems = new ProblemList(document);
        using var json = DocumentReader.Read(InputDocument.Of(document, body), problems);
        var names = json is null ? [] : NamesIn(json.RootElement, new DocumentCursor(problems));
        return problems.HasErrors
            ? throw new ClaimsSourceException(ProblemSummary.Of(problems.List())) { Problems = [.. problems.List()] }
            : names;
    }

    private static List<string> NamesIn(JsonElement root, DocumentCursor at)
    {
        var elements = new ElementReader(at);
        var names = new List<string>();
        if (!elements.IsArray(root))
            return names;
        var index = 0;
        foreach (var tenant in root.EnumerateArray())
        {
            at.Enter(index++);
            if (elements.IsObject(tenant) && elements.ReadRequiredName(tenant, MetadataProperties.Name) is { } name)
                names.Add(name);
            at.Leave();
        }

        return names;
    }
}
