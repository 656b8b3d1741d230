using System.Text.Json;
using Json.Schema;

namespace MiniDms.Documents;

/// <summary>A resource as a request needs it.</summary>
internal interface IResource
{
    string ProjectName { get; }

    string ProjectVersion { get; }

    string ResourceName { get; }

    bool IsDescriptor { get; }

    /// <summary>The schema that a body must fit.</summary>
    JsonSchema SchemaFor(DocumentUse use);

    /// <summary>What a valid document says of itself.</summary>
    DocumentInfo Read(JsonElement document);
}
