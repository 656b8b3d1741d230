namespace SchemaClaimsSidecar.Comparison;

/// <summary>What a change is about. The numbers are those of the administration protocol.</summary>
internal enum Aspect
{
    Project = 0,
    AbstractResource = 1,
    Resource = 2,

    /// <summary>An extension project's entry for a resource of the core.</summary>
    ResourceExtension = 3,
    Identity = 4,
    Field = 5,
    Reference = 6,
    Constraint = 7,

    /// <summary>What is accepted as a string and stored as something else.</summary>
    Coercion = 8,
    QueryField = 9,

    /// <summary>The values of a document by which relationships and namespaces authorize access to it.</summary>
    SecurableElement = 10,
    AuthorizationPathway = 11,
    EducationOrganization = 12,
    Tenant = 13,
    ClaimSet = 14,

    /// <summary>A resource claim of a claim set.</summary>
    Claim = 15,
    Action = 16,

    /// <summary>What clients read about the API, not what it does.</summary>
    Documentation = 17,
}
