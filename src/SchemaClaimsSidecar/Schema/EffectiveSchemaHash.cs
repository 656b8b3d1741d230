using System.Security.Cryptography;
using System.Text;

namespace SchemaClaimsSidecar.Schema;

/// <summary>
/// The hash by which DMS and its database agree on a schema: SHA-256 over a text that names each project and the hash of its
/// canonical form without OpenAPI. Neither the order of the extensions nor their merge counts.
/// </summary>
internal static class EffectiveSchemaHash
{
    private const string Preamble = "dms-effective-schema-hash:v1\nrelationalMappingVersion=v2\napiSchemaFormatVersion=";

    /// <summary>The hash of documents that are valid: 64 lower-case hexadecimal digits.</summary>
    public static string Of(IReadOnlyList<(ProjectDocument Document, string Hash)> projects)
    {
        var text = new StringBuilder(Preamble).Append(projects[0].Document.ApiSchemaVersion);
        foreach (var (document, hash) in projects.OrderBy(project => project.Document.EndpointName, StringComparer.Ordinal))
        {
            text.Append('\n').AppendJoin('|',
                document.EndpointName, document.ProjectName, document.ProjectVersion, document.IsExtension ? "true" : "false", hash);
        }

        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }
}
