using System.Buffers;
using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Dms.Client.Postgresql.Identities;
using Dms.Client.Schema;

namespace Dms.Client.Postgresql.Authorization;

/// <summary>The values by which a document is secured.</summary>
/// <param name="Namespace">Namespaces.</param>
/// <param name="EducationOrganization">Education organizations.</param>
/// <param name="Student">The unique ids of students.</param>
/// <param name="Contact">The unique ids of contacts.</param>
/// <param name="Staff">The unique ids of staff.</param>
public sealed record DocumentSecurityElements(
    ImmutableArray<string> Namespace,
    ImmutableArray<EducationOrganizationSecurityValue> EducationOrganization,
    ImmutableArray<string> Student,
    ImmutableArray<string> Contact,
    ImmutableArray<string> Staff)
{
    /// <summary>Those of a document that nothing secures.</summary>
    public static DocumentSecurityElements None { get; } = new([], [], [], [], []);

    /// <summary>Reads them out of a document.</summary>
    /// <param name="resource">The document's resource.</param>
    /// <param name="document">The document.</param>
    /// <exception cref="InvalidDocumentException">
    /// The document is no object, a value is no scalar, or the id of an education organization is no whole number.
    /// </exception>
    public static DocumentSecurityElements Read(ResourceSchema resource, JsonElement document)
    {
        ArgumentNullException.ThrowIfNull(resource);
        return new(
            Values(resource, document, resource.NamespaceSecurityElementPaths),
            [.. resource.EducationOrganizationSecurityElementPaths.SelectMany(element => DocumentValues
                .Select(resource, document, element.Path)
                .Select(id => new EducationOrganizationSecurityValue(element.MetaEdName, OrganizationId(resource, element.Path, id))))],
            Values(resource, document, resource.StudentSecurityElementPaths),
            Values(resource, document, resource.ContactSecurityElementPaths),
            Values(resource, document, resource.StaffSecurityElementPaths));
    }

    /// <summary>Them as DMS stores them in <c>dms.document.securityelements</c>: UTF-8 JSON.</summary>
    public byte[] ToJson()
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            Write(json, "Namespace", Namespace);
            json.WriteStartArray("EducationOrganization");
            foreach (var (propertyName, id) in EducationOrganization)
            {
                json.WriteStartObject();
                json.WriteString("Id", id.ToString(CultureInfo.InvariantCulture));
                json.WriteString("PropertyName", propertyName);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            Write(json, "Student", Student);
            Write(json, "Contact", Contact);
            Write(json, "Staff", Staff);
            json.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }

    private static void Write(Utf8JsonWriter json, string kind, ImmutableArray<string> values)
    {
        json.WriteStartArray(kind);
        foreach (var value in values)
            json.WriteStringValue(value);
        json.WriteEndArray();
    }

    private static ImmutableArray<string> Values(ResourceSchema resource, JsonElement document, ImmutableArray<JsonPath> paths) =>
        [.. paths.SelectMany(path => DocumentValues.Select(resource, document, path))];

    private static long OrganizationId(ResourceSchema resource, JsonPath path, string text) =>
        long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var id)
            ? id
            : throw new InvalidDocumentException($"A document of {resource} must have a whole number at {path} and has '{text}'.");
}
