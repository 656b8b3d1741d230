using System.Collections.Immutable;
using Dms.Client.Postgresql.Authorization;
using MiniDms.Clients;
using MiniDms.Serving;

namespace MiniDms.Investigated;

/// <summary>
/// Whether a document leads to an organization of the client. As DMS did it: strategies one after the other and none left out, even
/// after one has decided; a document's organizations all at once, each over a connection of its own.
/// </summary>
internal sealed class RelationshipValidation(AuthorizationQueries queries)
{
    /// <returns>The refusal; null when the request goes on.</returns>
    public async Task<Answer?> RefuseAsync(DocumentRequest request, DocumentSecurityElements security)
    {
        var (required, alternatives) = (new List<Outcome>(), new List<Outcome>());
        foreach (var strategy in request.Access.Strategies)
            (strategy == "NamespaceBased" ? required : alternatives).Add(await ValidateAsync(strategy, request, security));
        if (required.Exists(outcome => outcome.IsRefused))
            return Refuse(request, required);
        return alternatives.Count > 0 && alternatives.TrueForAll(outcome => outcome.IsRefused) ? Refuse(request, alternatives) : null;
    }

    private async Task<Outcome> ValidateAsync(string strategy, DocumentRequest request, DocumentSecurityElements security)
    {
        var outcome = new Outcome();
        switch (strategy)
        {
            case "NoFurtherAuthorizationRequired":
                break;
            case "NamespaceBased":
                Namespaces(outcome, request.Client, security);
                break;
            case "RelationshipsWithEdOrgsOnly":
                await OrganizationsAsync(outcome, request, security);
                break;
            case "RelationshipsWithStudentsOnly":
                await PersonAsync(outcome, request, PersonLookup.StudentSchool, security.Student);
                break;
            case "RelationshipsWithStudentsOnlyThroughResponsibility":
                await PersonAsync(outcome, request, PersonLookup.StudentResponsibility, security.Student);
                break;
            case "RelationshipsWithEdOrgsAndPeople":
                await OrganizationsAsync(outcome, request, security);
                await PersonAsync(outcome, request, PersonLookup.StudentSchool, security.Student);
                await PersonAsync(outcome, request, PersonLookup.Staff, security.Staff);
                await PersonAsync(outcome, request, PersonLookup.Contact, security.Contact);
                break;
            default:
                outcome.Errors.Add($"Could not find authorization strategy implementation for the following strategy: '{strategy}'.");
                break;
        }

        return outcome;
    }

    private static void Namespaces(Outcome outcome, ApiClient client, DocumentSecurityElements security)
    {
        var prefixes = client.Authorizations.NamespacePrefixes;
        if (!security.Namespace.All(value => prefixes.Any(prefix => value.StartsWith(prefix, StringComparison.OrdinalIgnoreCase))))
            outcome.Errors.Add(
                "Access to the resource item could not be authorized based on the caller's NamespacePrefix claims: "
                + $"{string.Join(", ", prefixes.Select(prefix => $"'{prefix}'"))}.");
    }

    private async Task OrganizationsAsync(Outcome outcome, DocumentRequest request, DocumentSecurityElements security)
    {
        var answers = await Task.WhenAll(security.EducationOrganization.Select(async value =>
            Meets([value.Id, .. await queries.AncestorsAsync(value.Id, request.Aborted)], request.Client)));
        if (answers.Contains(false))
            outcome.Unrelated.AddRange(security.EducationOrganization.Select(value => value.PropertyName).Distinct());
    }

    private async Task PersonAsync(Outcome outcome, DocumentRequest request, PersonLookup lookup, ImmutableArray<string> persons)
    {
        if (persons.IsEmpty || Meets(await queries.OrganizationsAsync(lookup, persons[0], request.Aborted), request.Client))
            return;
        outcome.Unrelated.Add(lookup.Property);
        outcome.Hints.Add(lookup.Hint);
    }

    private static bool Meets(long[] organizations, ApiClient client) =>
        organizations.Intersect(client.Authorizations.EducationOrganizationIds).Any();

    private static Answer Refuse(DocumentRequest request, List<Outcome> outcomes) => Problems.Forbidden(
        request.Context, outcomes.SelectMany(outcome => outcome.ErrorsFor(request.Client)).Distinct(),
        outcomes.SelectMany(outcome => outcome.Hints));

    private sealed class Outcome
    {
        public List<string> Errors { get; } = [];

        public List<string> Unrelated { get; } = [];

        public List<string> Hints { get; } = [];

        public bool IsRefused => Errors.Count + Unrelated.Count > 0;

        public IEnumerable<string> ErrorsFor(ApiClient client) => Unrelated.Count == 0
            ? Errors
            :
            [
                .. Errors,
                "No relationships have been established between the caller's education organization id claims "
                + $"({string.Join(", ", client.Authorizations.EducationOrganizationIds.Select(id => $"'{id}'"))}) and "
                + (Unrelated is [var one]
                    ? $"the resource item's {one} value."
                    : "one or more of the following properties of the resource item: "
                        + $"{string.Join(", ", Unrelated.Select(name => $"'{name}'"))}."),
            ];
    }
}
