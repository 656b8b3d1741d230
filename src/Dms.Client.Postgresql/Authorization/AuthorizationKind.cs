namespace Dms.Client.Postgresql.Authorization;

/// <summary>What the database is asked about a subject.</summary>
internal enum AuthorizationKind
{
    /// <summary>An education organization and all above it.</summary>
    Ancestors,

    /// <summary>The organizations that a student's enrolments lead to.</summary>
    StudentSchool,

    /// <summary>The organizations that are responsible for a student.</summary>
    StudentResponsibility,

    /// <summary>The organizations that the enrolments of a contact's students lead to.</summary>
    Contact,

    /// <summary>The organizations that a member of staff is assigned to or employed by.</summary>
    Staff,
}
