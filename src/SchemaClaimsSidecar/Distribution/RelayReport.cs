using Grpc.Core;
using SchemaClaims.V1;

namespace SchemaClaimsSidecar.Distribution;

/// <summary>A piece of what a relay tells of its subscribers.</summary>
/// <param name="Relay">The relay.</param>
/// <param name="Begins">Whether it is the first piece of all there are.</param>
/// <param name="Ends">Whether it is the last piece of all there are.</param>
/// <param name="Subscribers">Those of this piece.</param>
internal sealed record RelayReport(SubscriberName Relay, bool Begins, bool Ends, IReadOnlyList<RelayedSubscriber> Subscribers)
{
    /// <exception cref="RpcException">INVALID_ARGUMENT.</exception>
    public static RelayReport Read(ReportRequest request) => new(
        SubscribeRequests.ReadName(request.Subscriber, request.Instance), request.Standings.Begins, request.Standings.Ends,
        [.. request.Standings.Standings_.Select(SubscribeRequests.Read)]);
}
