using Dms.Client.Schema;

namespace Dms.Client.Postgresql.Identities;

/// <summary>One value of a document's identity.</summary>
/// <param name="Path">Its place, as <c>identityJsonPaths</c> names it.</param>
/// <param name="Value">The value as text: a string as it is, a number or Boolean as it is written.</param>
public readonly record struct IdentityElement(JsonPath Path, string Value);
