using Dms.Client.Schema;
using Npgsql;

namespace Dms.Client.Postgresql.Authorization;

/// <summary>
/// Authorizes the documents of one attempt of one request, over the connection and within the transaction of that attempt: it never
/// asks a pool for anything, so that requests cannot wait for each other's connections. Each question is asked once, and all that a
/// document needs in one round trip. A retry makes a new session.
/// </summary>
/// <remarks>Calls may overlap. Between them the connection is the caller's; during one it is the session's.</remarks>
public sealed class AuthorizationSession : IDisposable
{
    private readonly AuthorizationAnswers _answers;

    /// <summary>A session that knows nothing yet.</summary>
    /// <param name="connection">The open connection of the attempt; it stays the caller's.</param>
    public AuthorizationSession(NpgsqlConnection connection)
    {
        ArgumentNullException.ThrowIfNull(connection);
        _answers = new AuthorizationAnswers(connection);
    }

    /// <summary>Whether the client may do what the request says.</summary>
    /// <remarks>For a <see cref="AuthorizationUse.Write"/> the same round trip fetches what <see cref="GetArraysAsync"/> returns.</remarks>
    /// <param name="request">The document, the client and the strategies.</param>
    /// <param name="cancellationToken">Ends the question; the transaction cannot be used afterwards.</param>
    /// <exception cref="NpgsqlException">The database did not answer.</exception>
    public async Task<AuthorizationResult> AuthorizeAsync(AuthorizationRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var subjects = StrategyEvaluation.SubjectsOf(request);
        if (request.Use == AuthorizationUse.Write)
            subjects = subjects.Concat(SubjectsOfArrays(request.SecurityElements));
        var answers = await _answers.GetAsync([.. subjects.Distinct()], cancellationToken).ConfigureAwait(false);
        return StrategyEvaluation.Decide(request, answers);
    }

    /// <summary>What DMS stores with a document besides its security elements.</summary>
    /// <param name="elements">What secures the document.</param>
    /// <param name="cancellationToken">Ends the question; the transaction cannot be used afterwards.</param>
    /// <exception cref="NpgsqlException">The database did not answer.</exception>
    public async Task<DocumentAuthorizationArrays> GetArraysAsync(DocumentSecurityElements elements, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(elements);
        var answers = await _answers.GetAsync([.. SubjectsOfArrays(elements)], cancellationToken).ConfigureAwait(false);
        return new DocumentAuthorizationArrays(
            Stored(AuthorizationKind.StudentSchool), Stored(AuthorizationKind.StudentResponsibility),
            Stored(AuthorizationKind.Contact), Stored(AuthorizationKind.Staff));

        // Not by a conditional operator, of which a null would become an empty memory.
        ReadOnlyMemory<byte>? Stored(AuthorizationKind kind)
        {
            if (answers.FirstOrDefault(answer => answer.Key.Kind == kind).Value?.Stored is { } stored)
                return stored;
            return null;
        }
    }

    /// <summary>Forgets what a document that was written changes: the database's triggers have moved the answers.</summary>
    /// <param name="resource">The resource of the document that was inserted, updated or deleted.</param>
    public void Written(ResourceSchema resource)
    {
        ArgumentNullException.ThrowIfNull(resource);
        if (resource.SuperclassResourceName == "EducationOrganization")
            _answers.Forget(_ => true);
        else
            _answers.Forget(kind => IsChanged(kind, resource.ResourceName));
    }

    /// <summary>Ends the session; the connection stays as it is.</summary>
    public void Dispose() => _answers.Dispose();

    private static bool IsChanged(AuthorizationKind kind, string resourceName) => (kind, resourceName) switch
    {
        (AuthorizationKind.StudentSchool or AuthorizationKind.Contact, "StudentSchoolAssociation") => true,
        (AuthorizationKind.Contact, "StudentContactAssociation") => true,
        (AuthorizationKind.StudentResponsibility, "StudentEducationOrganizationResponsibilityAssociation") => true,
        (AuthorizationKind.Staff, _) => resourceName.StartsWith("StaffEducationOrganization", StringComparison.Ordinal),
        _ => false,
    };

    private static IEnumerable<AuthorizationSubject> SubjectsOfArrays(DocumentSecurityElements elements) =>
    [
        .. RelationshipCheck.Student.SubjectsOf(elements), .. RelationshipCheck.StudentResponsibility.SubjectsOf(elements),
        .. RelationshipCheck.Contact.SubjectsOf(elements), .. RelationshipCheck.Staff.SubjectsOf(elements),
    ];
}
