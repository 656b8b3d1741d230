using Dms.Client.Snapshots;
using Microsoft.Extensions.Options;
using SchemaClaims.Contracts.Following;
using SchemaClaims.V1;

namespace Dms.Client.Subscription;

/// <summary>The sidecar's service over gRPC.</summary>
/// <exception cref="ArgumentException">The address is none.</exception>
internal sealed class GrpcDistribution(IOptions<DmsSnapshotsOptions> options) : IDistribution, IDisposable
{
    private readonly DistributionConnection _connection = new(
        options.Value.Address, options.Value.SilenceTimeout, options.Value.ReportTimeout, options.Value.ConfigureHandler);

    public IAsyncEnumerable<SubscribeResponse> SubscribeAsync(SubscribeRequest request, Action heard, CancellationToken cancellationToken) =>
        _connection.SubscribeAsync(request, heard, cancellationToken);

    public Task ReportAsync(ReportRequest request, CancellationToken cancellationToken) =>
        _connection.ReportAsync(request, cancellationToken);

    public void Dispose() => _connection.Dispose();
}
