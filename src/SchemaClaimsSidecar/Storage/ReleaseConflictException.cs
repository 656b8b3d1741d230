using System.Globalization;
using SchemaClaims.Contracts;

namespace SchemaClaimsSidecar.Storage;

/// <summary>Someone else published first.</summary>
internal sealed class ReleaseConflictException(long expectedGeneration, Release? winner)
    : Exception(Describe(expectedGeneration, winner?.Record))
{
    /// <summary>The newest release; null when there is none.</summary>
    public Release? Winner { get; } = winner;

    private static string Describe(long expected, ReleaseRecord? winner) => winner is null
        ? $"The release was to follow generation {expected}, but nothing has been published in this store."
        : $"The release was to follow generation {expected}, but the newest is generation {winner.Generation}, published by "
            + $"{winner.PublishedBy} at {winner.PublishedAt.ToString("u", CultureInfo.InvariantCulture)}. "
            + "Look at what it changed and publish again.";
}
