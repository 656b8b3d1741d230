namespace Dms.Client.Schema;

/// <summary>How one identity value of a referenced document appears in the document that refers to it.</summary>
/// <param name="IdentityJsonPath">The place in the referenced document.</param>
/// <param name="ReferenceJsonPath">The place in the document that refers.</param>
/// <param name="Type">The value's type; null when the schema does not say.</param>
public sealed record ReferenceJsonPaths(JsonPath IdentityJsonPath, JsonPath ReferenceJsonPath, string? Type);
