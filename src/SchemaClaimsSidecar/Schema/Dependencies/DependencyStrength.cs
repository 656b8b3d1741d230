namespace SchemaClaimsSidecar.Schema.Dependencies;

/// <summary>How much a dependency matters where a cycle must be broken: the weakest gives way.</summary>
internal enum DependencyStrength
{
    /// <summary>A document may go without the reference.</summary>
    Optional,

    /// <summary>Without the other resource the document may be refused for lack of permission.</summary>
    Authorization,

    /// <summary>Without the other resource the document is refused.</summary>
    Required,
}
