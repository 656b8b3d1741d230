using SchemaClaims.V1;

namespace Dms.Client.Subscription;

/// <summary>The sidecar's service as the subscription uses it.</summary>
internal interface IDistribution
{
    /// <summary>The messages of one stream. It ends when the sidecar ends it, and throws when it breaks.</summary>
    /// <param name="request">What is subscribed to.</param>
    /// <param name="heard">Told of every byte that comes, before it is a message.</param>
    /// <param name="cancellationToken">Ends the stream.</param>
    IAsyncEnumerable<SubscribeResponse> SubscribeAsync(SubscribeRequest request, Action heard, CancellationToken cancellationToken);

    /// <summary>Reports once, within the time limit for reports.</summary>
    Task ReportAsync(ReportRequest request, CancellationToken cancellationToken);
}
