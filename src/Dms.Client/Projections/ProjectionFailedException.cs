namespace Dms.Client.Projections;

/// <summary>A projection threw, or made nothing.</summary>
internal sealed class ProjectionFailedException(Type result, string subject, Exception? inner)
    : Exception($"The projection to {result.Name} failed on {subject}: {inner?.Message ?? "it returned null."}", inner);
