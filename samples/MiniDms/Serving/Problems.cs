using System.Text.Json;

namespace MiniDms.Serving;

/// <summary>Refusals in the words of DMS.</summary>
internal static class Problems
{
    private const string Urn = "urn:ed-fi:api:";

    public static Answer BadRequest(HttpContext context, params IEnumerable<string> errors) => Of(
        context, 400, "bad-request", "Bad Request", "The request could not be processed. See 'errors' for details.", errors);

    public static Answer Invalid(HttpContext context, IReadOnlyDictionary<string, string[]> validationErrors) => Of(
        context, 400, "bad-request:data-validation-failed", "Data Validation Failed",
        "Data validation failed. See 'validationErrors' for details.", [], validationErrors);

    public static Answer ImmutableIdentity(HttpContext context, string resource) => Of(
        context, 400, "bad-request:data-validation-failed:key-change-not-supported", "Key Change Not Supported",
        $"Identifying values for the {resource} resource cannot be changed. Delete and recreate the resource item instead.");

    public static Answer Unauthorized(HttpContext context, string error) => Of(
        context, 401, "security:authentication", "Authentication Failed", "The caller could not be authenticated.", [error]);

    public static Answer Forbidden(HttpContext context, IEnumerable<string> errors, IEnumerable<string> hints) => Of(
        context, 403, "security:authorization:", "Authorization Denied",
        string.Join(' ', ["Access to the resource could not be authorized.", .. hints]), errors);

    public static Answer ActionDenied(HttpContext context, string claimSet, string action, string resource) => Of(
        context, 403, "security:authorization:access-denied:action", "Authorization Denied",
        "Access to the resource could not be authorized.",
        [
            $"The API client's assigned claim set (currently '{claimSet}') must grant permission of the '{action}' action on one of the "
            + $"following resource claims: {resource}",
        ]);

    public static Answer NotFound(HttpContext context) =>
        Of(context, 404, "not-found", "Not Found", "Resource to be accessed was not found.");

    public static Answer NoSuchEndpoint(HttpContext context) =>
        Of(context, 404, "not-found", "Not Found", "The specified data could not be found.");

    public static Answer UnresolvedReferences(HttpContext context, string resource) => Of(
        context, 409, "data-conflict:unresolved-reference", "Unresolved Reference",
        $"A reference of the {resource} item does not resolve to an existing item.");

    public static Answer IdentityConflict(HttpContext context, string resource) => Of(
        context, 409, "data-conflict:non-unique-identity", "Identifying Values Are Not Unique",
        $"The identifying values of the {resource} resource are the same as those of another item that exists already.");

    public static Answer StillReferenced(HttpContext context) => Of(
        context, 409, "data-conflict:dependent-item-exists", "Dependent Item Exists",
        "The requested action cannot be performed because this item is referenced by existing items.");

    public static Answer EtagMismatch(HttpContext context) => Of(
        context, 412, "optimistic-lock-failed", "Optimistic Lock Failed",
        "The item has been modified by another user.", ["The item's ETag is not the one of the If-Match header."]);

    public static Answer WriteConflict(HttpContext context) => Of(
        context, 409, "data-conflict:write-conflict", "Write Conflict", "Other changes came in between. Try again.");

    public static Answer ServerError(HttpContext context, string detail) =>
        Of(context, 500, "system", "System Error", detail);

    private static Answer Of(
        HttpContext context, int status, string type, string title, string detail, IEnumerable<string>? errors = null,
        IReadOnlyDictionary<string, string[]>? validationErrors = null) => new(status, JsonSerializer.SerializeToUtf8Bytes(new
        {
            detail,
            type = Urn + type,
            title,
            status,
            correlationId = context.TraceIdentifier,
            validationErrors = validationErrors ?? new Dictionary<string, string[]>(),
            errors = errors ?? [],
        }));
}
