using System.Collections.Immutable;
using Dms.Client.Schema;

namespace Dms.Client.Postgresql.Authorization;

/// <summary>Decides by the strategies and what the database answered, in the words of DMS.</summary>
internal static class StrategyEvaluation
{
    public const string NamespaceBased = "NamespaceBased";

    private const string NoFurtherAuthorizationRequired = "NoFurtherAuthorizationRequired";

    private static readonly AuthorizationResult NoStrategies = Refuse("No authorization strategies were given for the request.");

    private static readonly AuthorizationResult NoNamespace = Refuse(
        "No 'Namespace' (or Namespace-suffixed) property could be found on the resource in order to perform authorization. "
        + "Should a different authorization strategy be used?");

    /// <summary>All that must be known to decide.</summary>
    public static IEnumerable<AuthorizationSubject> SubjectsOf(AuthorizationRequest request) => request.Strategies
        .SelectMany(strategy => RelationshipStrategies.ChecksOf(strategy.Name, request.Resource) ?? [])
        .SelectMany(check => check.SubjectsOf(request.SecurityElements));

    /// <summary>Why a query is refused before any document is looked at; authorized when it is not.</summary>
    public static AuthorizationResult RefusalOfQuery(
        ResourceSchema resource, ImmutableArray<string> strategies, ClientAuthorizations client)
    {
        if (strategies.IsEmpty)
            return NoStrategies;
        foreach (var strategy in strategies)
        {
            var isRelationship = RelationshipStrategies.IsKnown(strategy);
            if (!isRelationship && strategy is not (NamespaceBased or NoFurtherAuthorizationRequired))
                return UnknownStrategy(strategy);
            if (isRelationship && client.EducationOrganizationIds.IsEmpty)
                return Refuse(NothingAssigned(strategy, "education organizations"));
            if (strategy == NamespaceBased && client.NamespacePrefixes.IsEmpty)
                return Refuse(NothingAssigned(strategy, "namespace prefixes"));
        }

        // Nothing could be filtered by, and everything would be seen.
        return strategies.All(strategy => strategy == NamespaceBased) && resource.NamespaceSecurityElementPaths.IsEmpty
            ? NoNamespace
            : AuthorizationResult.Authorized;
    }

    public static AuthorizationResult Decide(
        AuthorizationRequest request, IReadOnlyDictionary<AuthorizationSubject, AuthorizationAnswer> answers)
    {
        if (request.Strategies.IsEmpty)
            return NoStrategies;
        var required = new List<AuthorizationResult>();
        var alternatives = new List<AuthorizationResult>();
        foreach (var strategy in request.Strategies)
            (strategy.Operator == StrategyOperator.And ? required : alternatives).Add(Decide(strategy.Name, request, answers));

        if (required.Exists(result => !result.IsAuthorized))
            return Join(required);
        return alternatives.Count > 0 && alternatives.TrueForAll(result => !result.IsAuthorized)
            ? Join(alternatives)
            : AuthorizationResult.Authorized;
    }

    private static AuthorizationResult Decide(
        string strategy, AuthorizationRequest request, IReadOnlyDictionary<AuthorizationSubject, AuthorizationAnswer> answers)
    {
        if (strategy == NoFurtherAuthorizationRequired)
            return AuthorizationResult.Authorized;
        if (strategy == NamespaceBased)
            return DecideByNamespace(request);
        if (RelationshipStrategies.ChecksOf(strategy, request.Resource) is not { } checks)
            return UnknownStrategy(strategy);
        return request.Client.EducationOrganizationIds.IsEmpty
            ? Refuse(NothingAssigned(strategy, "education organizations"))
            : DecideByRelationships(request, checks, answers);
    }

    private static AuthorizationResult DecideByNamespace(AuthorizationRequest request)
    {
        var prefixes = request.Client.NamespacePrefixes;
        if (prefixes.IsEmpty)
            return Refuse(NothingAssigned(NamespaceBased, "namespace prefixes"));
        if (request.SecurityElements.Namespace.IsEmpty)
            return NoNamespace;
        return request.SecurityElements.Namespace.All(
            value => prefixes.Any(prefix => value.StartsWith(prefix, StringComparison.OrdinalIgnoreCase)))
            ? AuthorizationResult.Authorized
            : Refuse(
                "Access to the resource item could not be authorized based on the caller's NamespacePrefix claims: "
                + $"{string.Join(", ", prefixes.Select(prefix => $"'{prefix}'"))}.");
    }

    private static AuthorizationResult DecideByRelationships(
        AuthorizationRequest request, IEnumerable<RelationshipCheck> checks,
        IReadOnlyDictionary<AuthorizationSubject, AuthorizationAnswer> answers)
    {
        var missing = new List<string>();
        var unrelated = new List<string>();
        var hints = new List<string>();
        foreach (var check in checks)
        {
            if (check.MissingProperty(request.SecurityElements) is { } property)
            {
                missing.Add(property);
                continue;
            }

            var count = unrelated.Count;
            unrelated.AddRange(check.UnrelatedProperties(request, answers));
            if (unrelated.Count > count && check.Hint is { } hint)
                hints.Add(hint);
        }

        if (missing.Count > 0)
            return AuthorizationResult.Refused([MissingProperties(missing)], [.. hints]);
        return unrelated.Count > 0
            ? AuthorizationResult.Refused([NoRelationships(request.Client, unrelated)], [.. hints])
            : AuthorizationResult.Authorized;
    }

    private static AuthorizationResult UnknownStrategy(string strategy) =>
        Refuse($"Could not find authorization strategy implementation for the following strategy: '{strategy}'.");

    private static string NothingAssigned(string strategy, string what) =>
        $"The API client has been given permissions on a resource that uses the '{strategy}' authorization strategy "
        + $"but the client doesn't have any {what} assigned.";

    private static string MissingProperties(List<string> names) =>
        $"No {Quoted(names)} {(names.Count > 1 ? "properties" : "property")} could be found on the resource in order to perform "
        + "authorization. Should a different authorization strategy be used?";

    private static string NoRelationships(ClientAuthorizations client, List<string> names) =>
        "No relationships have been established between the caller's education organization id claims "
        + $"({string.Join(", ", client.EducationOrganizationIds.Select(id => $"'{id}'"))}) and "
        + (names.Count == 1
            ? $"the resource item's {names[0]} value."
            : $"one or more of the following properties of the resource item: {Quoted(names)}.");

    private static string Quoted(List<string> names) => string.Join(", ", names.Select(name => $"'{name}'"));

    private static AuthorizationResult Refuse(string error) => AuthorizationResult.Refused([error], []);

    private static AuthorizationResult Join(List<AuthorizationResult> results) => AuthorizationResult.Refused(
        [.. results.SelectMany(result => result.Errors).Distinct(StringComparer.Ordinal)],
        [.. results.SelectMany(result => result.Hints)]);
}
