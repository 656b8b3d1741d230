using SchemaClaims.Contracts.Following;
using SchemaClaims.V1;

namespace SchemaClaimsSidecar.Relay;

/// <summary>The upstream over gRPC.</summary>
/// <exception cref="ArgumentException">The address is none.</exception>
internal sealed class GrpcUpstream(string address, RelayOptions options) : IUpstream
{
    private readonly DistributionConnection _connection = new(address, options.SilenceTimeout, options.ReportTimeout);

    public string Address { get; } = address;

    public IAsyncEnumerable<SubscribeResponse> SubscribeAsync(SubscribeRequest request, Action heard, CancellationToken cancellationToken) =>
        _connection.SubscribeAsync(request, heard, cancellationToken);

    public Task ReportAsync(ReportRequest request, CancellationToken cancellationToken) =>
        _connection.ReportAsync(request, cancellationToken);

    public void Dispose() => _connection.Dispose();
}
