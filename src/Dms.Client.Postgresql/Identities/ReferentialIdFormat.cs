namespace Dms.Client.Postgresql.Identities;

/// <summary>
/// How the identity is written before it is hashed. DMS changed it without a trace in the database, so what wrote a database is best
/// told from a stored id: <see cref="DocumentIdentity.FindFormat"/>.
/// </summary>
public enum ReferentialIdFormat
{
    /// <summary><c>Ed-FiSchool$$.schoolId=$255901</c>: DMS of 2025 and before.</summary>
    Dms2025,

    /// <summary><c>Ed-FiSchool$$.schoolId=255901</c>: the batch endpoint of DMS of 2025.</summary>
    Dms2025Batch,

    /// <summary><c>Ed-FiSchool$.schoolId=255901</c>: DMS of 2026.</summary>
    Dms2026,
}
