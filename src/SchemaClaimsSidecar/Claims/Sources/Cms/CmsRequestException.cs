using System.Net;

namespace SchemaClaimsSidecar.Claims.Sources.Cms;

/// <summary>A request came to nothing. The message says which, why and what to do, and never tells a secret.</summary>
internal sealed class CmsRequestException(string message, Exception? cause = null) : Exception(message, cause)
{
    /// <summary>What the service answered, if it did.</summary>
    public HttpStatusCode? Status { get; init; }

    /// <summary>Whether the same request may succeed later.</summary>
    public bool IsTransient { get; init; }

    /// <summary>How long the service asks to be left alone.</summary>
    public TimeSpan? RetryAfter { get; init; }
}
