using Dms.Client.Snapshots;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using SchemaClaims.Contracts.Following;
using SchemaClaims.Contracts.Tls;
using SchemaClaims.V1;

namespace Dms.Client.Subscription;

/// <summary>The sidecar's service over gRPC.</summary>
/// <exception cref="ArgumentException">The address is none.</exception>
internal sealed class GrpcDistribution(IOptions<DmsSnapshotsOptions> options, ILogger<GrpcDistribution> log) : IDistribution, IDisposable
{
    private readonly DistributionConnection _connection = new(
        options.Value.Address, options.Value.SilenceTimeout, options.Value.ReportTimeout, FilesOf(options.Value, log),
        options.Value.ConfigureHandler);

    public IAsyncEnumerable<SubscribeResponse> SubscribeAsync(SubscribeRequest request, Action heard, CancellationToken cancellationToken) =>
        _connection.SubscribeAsync(request, heard, cancellationToken);

    public Task ReportAsync(ReportRequest request, CancellationToken cancellationToken) =>
        _connection.ReportAsync(request, cancellationToken);

    public void Dispose() => _connection.Dispose();

    private static CertificateFiles? FilesOf(DmsSnapshotsOptions options, ILogger log) => options.CertificatePaths.IsEmpty
        ? null
        : new CertificateFiles(options.CertificatePaths, problem =>
        {
            if (problem is not null)
                Log.CertificatesUnusable(log, problem);
        });
}
