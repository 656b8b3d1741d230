using SchemaClaims.V1;

namespace SchemaClaimsSidecar.Relay;

/// <summary>The sidecar that a relay follows, as the relay uses it.</summary>
internal interface IUpstream : IDisposable
{
    /// <summary>Where it is.</summary>
    string Address { get; }

    /// <summary>The messages of one stream, and word of every byte that comes before it is a message. It ends when the upstream ends it, and throws when it breaks.</summary>
    IAsyncEnumerable<SubscribeResponse> SubscribeAsync(SubscribeRequest request, Action heard, CancellationToken cancellationToken);

    /// <summary>Reports once, within the time limit for reports.</summary>
    Task ReportAsync(ReportRequest request, CancellationToken cancellationToken);
}
