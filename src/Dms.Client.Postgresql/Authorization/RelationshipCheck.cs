using System.Collections.Immutable;
using Dms.Client.Schema;

namespace Dms.Client.Postgresql.Authorization;

/// <summary>One relationship that a strategy asks for: to the organizations of a document, or to its first person of a kind.</summary>
internal sealed class RelationshipCheck
{
    private readonly Func<ResourceSchema, bool> _secures;
    private readonly Func<DocumentSecurityElements, ImmutableArray<string>> _people;
    private readonly AuthorizationKind _kind;
    private readonly string _propertyName;

    private RelationshipCheck(
        AuthorizationKind kind, string propertyName, string? hint, Func<ResourceSchema, bool> secures,
        Func<DocumentSecurityElements, ImmutableArray<string>> people)
    {
        _kind = kind;
        _propertyName = propertyName;
        Hint = hint;
        _secures = secures;
        _people = people;
    }

    public static RelationshipCheck Organizations { get; } = new(
        AuthorizationKind.Ancestors, "EducationOrganizationId", null,
        resource => !resource.EducationOrganizationSecurityElementPaths.IsEmpty, _ => []);

    public static RelationshipCheck Student { get; } = new(
        AuthorizationKind.StudentSchool, "StudentUniqueId", "Hint: You may need to create a corresponding 'StudentSchoolAssociation' item.",
        resource => !resource.StudentSecurityElementPaths.IsEmpty, elements => elements.Student);

    public static RelationshipCheck StudentResponsibility { get; } = new(
        AuthorizationKind.StudentResponsibility, "StudentUniqueId",
        "Hint: You may need to create a corresponding 'StudentEducationOrganizationResponsibilityAssociation' item.",
        resource => !resource.StudentSecurityElementPaths.IsEmpty, elements => elements.Student);

    public static RelationshipCheck Staff { get; } = new(
        AuthorizationKind.Staff, "StaffUniqueId",
        "Hint: You may need to create corresponding 'StaffEducationOrganizationEmploymentAssociation' or "
        + "'StaffEducationOrganizationAssignmentAssociation' items.",
        resource => !resource.StaffSecurityElementPaths.IsEmpty, elements => elements.Staff);

    public static RelationshipCheck Contact { get; } = new(
        AuthorizationKind.Contact, "ContactUniqueId",
        "Hint: You may need to create corresponding 'StudentSchoolAssociation' and 'StudentContactAssociation' items.",
        resource => !resource.ContactSecurityElementPaths.IsEmpty, elements => elements.Contact);

    /// <summary>What the client could do when the relationship is absent; null when there is nothing to say.</summary>
    public string? Hint { get; }

    /// <summary>Whether documents of the resource are secured by this relationship.</summary>
    public bool Secures(ResourceSchema resource) => _secures(resource);

    /// <summary>What must be known: all organizations, but only the first person.</summary>
    public IEnumerable<AuthorizationSubject> SubjectsOf(DocumentSecurityElements elements) => _kind == AuthorizationKind.Ancestors
        ? elements.EducationOrganization.Select(value => AuthorizationSubject.Of(value.Id))
        : _people(elements).Take(1).Select(person => AuthorizationSubject.Of(_kind, person));

    /// <summary>The property that the document lacks, so that nothing can be checked; null when it has it.</summary>
    public string? MissingProperty(DocumentSecurityElements elements) => SubjectsOf(elements).Any() ? null : _propertyName;

    /// <summary>The properties that the client has no relationship to; empty when it is related to all.</summary>
    public IEnumerable<string> UnrelatedProperties(
        AuthorizationRequest request, IReadOnlyDictionary<AuthorizationSubject, AuthorizationAnswer> answers)
    {
        var client = request.Client.EducationOrganizationIds;
        if (SubjectsOf(request.SecurityElements).All(subject =>
            answers[subject].ContainsAny(client)
            || (subject.Kind == AuthorizationKind.Ancestors && client.Contains(subject.Organization))))
            return [];
        return _kind == AuthorizationKind.Ancestors
            ? request.SecurityElements.EducationOrganization.Select(value => value.PropertyName).Distinct()
            : [_propertyName];
    }
}
