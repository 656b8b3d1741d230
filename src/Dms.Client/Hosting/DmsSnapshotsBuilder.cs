using Microsoft.Extensions.DependencyInjection;

namespace Dms.Client.Hosting;

/// <inheritdoc/>
internal sealed class DmsSnapshotsBuilder(IServiceCollection services) : IDmsSnapshotsBuilder
{
    public IServiceCollection Services { get; } = services;
}
