using Grpc.Core;
using SchemaClaims.Contracts;
using SchemaClaims.V1;
using static SchemaClaims.V1.ReportRequest.Types;
using Position = SchemaClaims.Contracts.Position;
using WirePosition = SchemaClaims.V1.Position;
using WireRelay = SchemaClaims.V1.Relay;

namespace SchemaClaimsSidecar.Distribution;

/// <summary>Reads what subscribers send, and refuses what cannot be meant.</summary>
internal static class SubscribeRequests
{
    // A record is kept of each; a client of this project sends no more.
    private const int MaxCodeLength = 64;
    private const int MaxReasonLength = 4096;
    private const ulong MaxElapsedMicroseconds = long.MaxValue / TimeSpan.TicksPerMicrosecond;

    /// <exception cref="RpcException">INVALID_ARGUMENT or FAILED_PRECONDITION.</exception>
    public static Subscription Read(SubscribeRequest request)
    {
        if (request.Protocol != Protocol.Version)
            throw new RpcException(new Status(StatusCode.FailedPrecondition, ProtocolMismatch(request.Protocol)));
        try
        {
            return new Subscription(
                ReadName(request.Subscriber, request.Instance), SubscriberLabels.Read(request.Labels),
                ReadPosition(request.Applied, "applied"), ReadPosition(request.Rejected, "rejected"),
                new HeldParts(request.HeldDigests.Span))
            {
                Relay = request.Relay is { } relay ? ReadRelay(relay) : null,
            };
        }
        catch (FormatException malformed)
        {
            throw Invalid(malformed.Message);
        }
    }

    /// <exception cref="RpcException">INVALID_ARGUMENT.</exception>
    public static SubscriberReport Read(ReportRequest request) => new(
        ReadName(request.Subscriber, request.Instance),
        ReadPosition(request.Position, "position") ?? throw Invalid("position is missing."),
        ReadOutcome(request.Outcome),
        Shorten(request.Code, MaxCodeLength), Shorten(request.Reason, MaxReasonLength), ReadPosition(request.Running, "running"),
        ReadElapsed(request.ElapsedMicroseconds));

    /// <exception cref="RpcException">INVALID_ARGUMENT.</exception>
    public static RelayedSubscriber Read(Standing standing)
    {
        var name = ReadName(standing.Subscriber, standing.Instance);
        var running = ReadPosition(standing.Running, "running");
        var report = ReadPosition(standing.Position, "position") is { } about
            ? new SubscriberReport(
                name, about, ReadOutcome(standing.Outcome),
                Shorten(standing.Code, MaxCodeLength), Shorten(standing.Reason, MaxReasonLength), running,
                ReadElapsed(standing.ElapsedMicroseconds))
            : null;
        return new RelayedSubscriber(
            name, ReadLabels(standing.Labels), standing.Connected, standing.Relay, ReadVia(standing.Via), running, report);
    }

    /// <exception cref="RpcException">INVALID_ARGUMENT.</exception>
    public static SubscriberName ReadName(string name, string instance)
    {
        var subscriber = new SubscriberName(name, instance);
        return subscriber.Problem is { } problem ? throw Invalid(problem) : subscriber;
    }

    private static RelaySubscription ReadRelay(WireRelay relay) => new(
        ReadPositions(relay.Serves, "relay.serves", RelaySubscription.MostServed),
        ReadPositions(relay.Rejected, "relay.rejected", RelaySubscription.MostRejected));

    private static Position[] ReadPositions(ICollection<WirePosition> positions, string field, int most) => positions.Count > most
        ? throw Invalid($"{field} has {positions.Count} positions; the most are {most}.")
        : [.. positions.Select(position => ReadPosition(position, field)).OfType<Position>()];

    private static IReadOnlyDictionary<string, string> ReadLabels(IEnumerable<KeyValuePair<string, string>> labels)
    {
        try
        {
            return SubscriberLabels.Read(labels);
        }
        catch (FormatException malformed)
        {
            throw Invalid(malformed.Message);
        }
    }

    private static string[] ReadVia(ICollection<string> via) =>
        via.Count <= Protocol.MaxHops && via.All(hop => hop.Length is > 0 and <= SubscriberName.MaxLength)
            ? [.. via]
            : throw Invalid($"via must name at most {Protocol.MaxHops} relays.");

    private static Position? ReadPosition(WirePosition? position, string field) => position?.Generation > long.MaxValue
        ? throw Invalid($"{field} has generation {position.Generation}; the largest is {long.MaxValue}.")
        : position.FromWire();

    private static Outcome ReadOutcome(Outcome outcome) =>
        outcome == Outcome.Unspecified ? throw Invalid("outcome is missing.")
        : Enum.IsDefined(outcome) ? outcome
        : throw Invalid($"outcome {(int)outcome} is unknown.");

    private static TimeSpan ReadElapsed(ulong microseconds) => microseconds > MaxElapsedMicroseconds
        ? throw Invalid($"elapsed_microseconds is {microseconds}; the largest is {MaxElapsedMicroseconds}.")
        : TimeSpan.FromMicroseconds((long)microseconds);

    private static string Shorten(string text, int length) => text.Length <= length ? text : text[..length];

    private static string ProtocolMismatch(uint asked) =>
        $"This sidecar speaks snapshot protocol {Protocol.Version}, the subscriber asked for {asked}: "
        + (asked > Protocol.Version ? "upgrade the sidecar." : "upgrade the subscriber.");

    private static RpcException Invalid(string what) => new(new Status(StatusCode.InvalidArgument, what));
}
