using SchemaClaims.V1;

namespace Dms.Client.Subscription;

/// <summary>The sidecar's service as the subscription uses it.</summary>
internal interface IDistribution
{
    /// <summary>The messages of one stream, and word of every byte that comes before it is a message. It ends when the sidecar ends it, and throws when it breaks.</summary>
    IAsyncEnumerable<SubscribeResponse> SubscribeAsync(SubscribeRequest request, Action heard, CancellationToken cancellationToken);

    /// <summary>Reports once, within the time limit for reports.</summary>
    Task ReportAsync(ReportRequest request, CancellationToken cancellationToken);
}
