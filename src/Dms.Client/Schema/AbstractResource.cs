using System.Collections.Immutable;

namespace Dms.Client.Schema;

/// <summary>A resource that exists only through its subclasses, such as <c>EducationOrganization</c>.</summary>
/// <param name="ResourceName">Its name.</param>
/// <param name="IdentityJsonPaths">The places of its identity values.</param>
/// <param name="OpenApiFragment">Its part of the OpenAPI document; null when the project has none for it.</param>
public sealed record AbstractResource(string ResourceName, ImmutableArray<JsonPath> IdentityJsonPaths, RawJson? OpenApiFragment);
