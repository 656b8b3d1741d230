namespace Dms.Client.Postgresql.Authorization;

/// <summary>One question to the database, and the key of its answer.</summary>
/// <param name="Kind">What is asked.</param>
/// <param name="Person">The unique id of the person; empty for <see cref="AuthorizationKind.Ancestors"/>.</param>
/// <param name="Organization">The id of the organization; 0 for a person.</param>
internal readonly record struct AuthorizationSubject(AuthorizationKind Kind, string Person, long Organization)
{
    public static AuthorizationSubject Of(AuthorizationKind kind, string person) => new(kind, person, 0);

    public static AuthorizationSubject Of(long organization) => new(AuthorizationKind.Ancestors, "", organization);
}
