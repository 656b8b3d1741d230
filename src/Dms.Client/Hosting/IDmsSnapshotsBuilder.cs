namespace Microsoft.Extensions.DependencyInjection;

/// <summary>What else the client shall do with each snapshot: see <see cref="DmsSnapshotsBuilderExtensions"/>.</summary>
public interface IDmsSnapshotsBuilder
{
    /// <summary>The services of the application.</summary>
    IServiceCollection Services { get; }
}
