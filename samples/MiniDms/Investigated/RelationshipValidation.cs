using System.Collections.Immutable;
using Dms.Client.Postgresql.Authorization;
using MiniDms.Clients;
using MiniDms.Serving;

namespace MiniDms.Investigated;

/// <summary>Whether a document leads to an organization of the client: each question after the other, organizations at once.</summary>
internal sealed class RelationshipValidation(AuthorizationQueries queries)
{
    /// <returns>The refusal; null when the request goes on.</returns>
    public async Task<Answer?> RefuseAsync(DocumentRequest request, DocumentSecurityElements security)
    {
        var errors = new List<string>();
        var isAuthorized = false;
        foreach (var strategy in request.Access.Strategies)
        {
            var refusals = await ValidateAsync(strategy, request, security);
            isAuthorized |= refusals.Count == 0;
            errors.AddRange(refusals);
        }

        return isAuthorized ? null : Problems.Forbidden(request.Context, errors, []);
    }

    private async Task<List<string>> ValidateAsync(string strategy, DocumentRequest request, DocumentSecurityElements security)
    {
        var errors = new List<string>();
        switch (strategy)
        {
            case "NoFurtherAuthorizationRequired":
                break;
            case "NamespaceBased":
                if (!security.Namespace.Any(value => request.Client.Authorizations.NamespacePrefixes.Any(value.StartsWith)))
                    errors.Add("The Namespace value of the data does not start with any of the caller's associated namespace prefixes.");
                break;
            case "RelationshipsWithEdOrgsOnly":
                await OrganizationsAsync(errors, request, security);
                break;
            case "RelationshipsWithStudentsOnly":
                await PersonAsync(errors, request, PersonLookup.StudentSchool, security.Student, "StudentUniqueId");
                break;
            case "RelationshipsWithEdOrgsAndPeople":
                await OrganizationsAsync(errors, request, security);
                await PersonAsync(errors, request, PersonLookup.StudentSchool, security.Student, "StudentUniqueId");
                await PersonAsync(errors, request, PersonLookup.Staff, security.Staff, "StaffUniqueId");
                await PersonAsync(errors, request, PersonLookup.Contact, security.Contact, "ContactUniqueId");
                break;
            default:
                errors.Add($"Could not find authorization strategy implementation for the following strategy: '{strategy}'.");
                break;
        }

        return errors;
    }

    private async Task OrganizationsAsync(List<string> errors, DocumentRequest request, DocumentSecurityElements security)
    {
        var answers = await Task.WhenAll(security.EducationOrganization.Select(async value =>
            (value.PropertyName, Ancestors: await queries.AncestorsAsync(value.Id, request.Aborted))));
        var unrelated = answers.Where(answer => !Meets(answer.Ancestors, request.Client)).Select(answer => answer.PropertyName).ToArray();
        if (unrelated.Length > 0)
            errors.Add(Unrelated(request, unrelated));
    }

    private async Task PersonAsync(
        List<string> errors, DocumentRequest request, PersonLookup lookup, ImmutableArray<string> persons, string property)
    {
        if (!persons.IsEmpty && !Meets(await queries.OrganizationsAsync(lookup, persons[0], request.Aborted), request.Client))
            errors.Add(Unrelated(request, [property]));
    }

    private static bool Meets(long[] organizations, ApiClient client) =>
        organizations.Intersect(client.Authorizations.EducationOrganizationIds).Any();

    private static string Unrelated(DocumentRequest request, IEnumerable<string> properties) =>
        $"No relationships have been established between the caller's education organization id claims "
        + $"({string.Join(", ", request.Client.Authorizations.EducationOrganizationIds.Select(id => $"'{id}'"))}) and one or more of the "
        + $"following properties of the resource item: {string.Join(", ", properties.Select(name => $"'{name}'"))}.";
}
