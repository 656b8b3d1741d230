using SchemaClaimsSidecar.Documents;

namespace SchemaClaimsSidecar.Claims.Sources;

/// <summary>A source does not answer, or what it answers cannot be used. The message tells an administrator what and where.</summary>
internal sealed class ClaimsSourceException(string message, Exception? cause = null) : Exception(message, cause)
{
    /// <summary>What is wrong with the documents or answers, when that is the reason.</summary>
    public IReadOnlyList<Problem> Problems { get; init; } = [];
}
