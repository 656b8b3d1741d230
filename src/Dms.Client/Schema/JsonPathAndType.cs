namespace Dms.Client.Schema;

/// <summary>A place in a document and the type of the value there.</summary>
/// <param name="Path">The place.</param>
/// <param name="Type"><c>boolean</c>, <c>date</c>, <c>date-time</c>, <c>number</c>, <c>string</c> or <c>time</c>.</param>
public sealed record JsonPathAndType(JsonPath Path, string Type);
