namespace Dms.Client.Claims;

/// <summary>The URIs by which claims name resources.</summary>
public static class ResourceClaimUri
{
    private const string Base = "http://ed-fi.org/identity/claims/";

    /// <summary>
    /// The URI of a resource, as DMS builds it: <c>http://ed-fi.org/identity/claims/ed-fi/School</c>. Claims are written with a
    /// lower-case first letter; DMS compares them without regard to case.
    /// </summary>
    /// <param name="projectEndpoint">The project's endpoint name, such as <c>ed-fi</c>.</param>
    /// <param name="resourceName">The resource's name, such as <c>School</c>.</param>
    /// <exception cref="ArgumentException">A name is null or empty.</exception>
    public static string Of(string projectEndpoint, string resourceName)
    {
        ArgumentException.ThrowIfNullOrEmpty(projectEndpoint);
        ArgumentException.ThrowIfNullOrEmpty(resourceName);
        return $"{Base}{projectEndpoint}/{resourceName}";
    }
}
