namespace SchemaClaims.Contracts.Signing;

/// <summary>How the signatures of a release stand to a set of trusted keys.</summary>
internal enum SignatureStatus
{
    /// <summary>There is none.</summary>
    Missing,

    /// <summary>None is of a trusted key.</summary>
    Untrusted,

    /// <summary>Those that say to be of a trusted key do not hold.</summary>
    Invalid,

    /// <summary>One of a trusted key holds.</summary>
    Valid,
}
