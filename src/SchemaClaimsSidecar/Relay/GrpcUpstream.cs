using SchemaClaims.Contracts.Following;
using SchemaClaims.Contracts.Tls;
using SchemaClaims.V1;

namespace SchemaClaimsSidecar.Relay;

/// <summary>The upstream over gRPC.</summary>
/// <exception cref="ArgumentException">The address is none.</exception>
internal sealed class GrpcUpstream(string address, RelayOptions options, ILogger<GrpcUpstream> log) : IUpstream
{
    private readonly DistributionConnection _connection = new(
        address, options.SilenceTimeout, options.ReportTimeout, FilesFor(address, options, log));

    public string Address { get; } = address;

    public IAsyncEnumerable<SubscribeResponse> SubscribeAsync(SubscribeRequest request, Action heard, CancellationToken cancellationToken) =>
        _connection.SubscribeAsync(request, heard, cancellationToken);

    public Task ReportAsync(ReportRequest request, CancellationToken cancellationToken) =>
        _connection.ReportAsync(request, cancellationToken);

    public void Dispose() => _connection.Dispose();

    // Of several upstreams some may be without TLS.
    private static CertificateFiles? FilesFor(string address, RelayOptions options, ILogger log) =>
        !options.CertificatePaths.IsEmpty && SidecarAddress.TryParse(address, out var parsed, out _) && parsed.IsTls
            ? new CertificateFiles(options.CertificatePaths, problem =>
            {
                if (problem is not null)
                    RelayLog.CertificatesUnusable(log, problem);
            })
            : null;
}
