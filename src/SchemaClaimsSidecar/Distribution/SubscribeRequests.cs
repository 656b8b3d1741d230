using Grpc.Core;
using SchemaClaims.Contracts;
using SchemaClaims.V1;

namespace SchemaClaimsSidecar.Distribution;

/// <summary>Reads what subscribers send, and refuses what cannot be meant.</summary>
internal static class SubscribeRequests
{
    /// <exception cref="RpcException">INVALID_ARGUMENT or FAILED_PRECONDITION.</exception>
    public static Subscription Read(SubscribeRequest request)
    {
        if (request.Protocol != Protocol.Version)
            throw new RpcException(new Status(StatusCode.FailedPrecondition, ProtocolMismatch(request.Protocol)));
        try
        {
            return new Subscription(
                ReadName(request.Subscriber, request.Instance), request.Applied.FromWire(), request.Rejected.FromWire(),
                new HeldParts(request.HeldDigests.Span));
        }
        catch (Exception malformed) when (malformed is FormatException or OverflowException)
        {
            throw Invalid(malformed.Message);
        }
    }

    /// <exception cref="RpcException">INVALID_ARGUMENT.</exception>
    public static SubscriberReport Read(ReportRequest request) => new(
        ReadName(request.Subscriber, request.Instance),
        request.Position.FromWire() ?? throw Invalid("position is missing."),
        request.Outcome is ReportRequest.Types.Outcome.Unspecified ? throw Invalid("outcome is missing.") : request.Outcome,
        request.Code, request.Reason, request.Running.FromWire(),
        TimeSpan.FromMicroseconds(request.ElapsedMicroseconds));

    private static SubscriberName ReadName(string name, string instance)
    {
        var subscriber = new SubscriberName(name, instance);
        return subscriber.Problem is { } problem ? throw Invalid(problem) : subscriber;
    }

    private static string ProtocolMismatch(uint asked) =>
        $"This sidecar speaks snapshot protocol {Protocol.Version}, the subscriber asked for {asked}: "
        + (asked > Protocol.Version ? "upgrade the sidecar." : "upgrade the subscriber.");

    private static RpcException Invalid(string what) => new(new Status(StatusCode.InvalidArgument, what));
}
