using Google.Protobuf;
using Grpc.Core;
using SchemaClaims.Contracts;
using SchemaClaims.Contracts.Following;
using SchemaClaims.Contracts.Signing;
using SchemaClaims.V1;
using SchemaClaimsSidecar.Distribution;
using Position = SchemaClaims.V1.Position;
using ProtocolViolationException = SchemaClaims.Contracts.Following.ProtocolViolationException;

namespace Fuzz.Tests.Targets;

/// <summary>What subscribers send, and what they are sent.</summary>
internal static class RequestTargets
{
    private static readonly Position Somewhere = new() { Epoch = "epoch", Generation = 7 };
    private static readonly OfferChecks Checks =
        new(new SignatureRule(TrustedKeys.Parse([]), isRequired: false, "client"), 1024 * 1024, "client");

    private static readonly SubscribeRequest Subscribe = new()
    {
        Protocol = Protocol.Version,
        Subscriber = "dms-1",
        Instance = "instance",
        Applied = Somewhere,
        Rejected = Somewhere,
        HeldDigests = ByteString.CopyFrom(new byte[2 * Digest.Size]),
        Labels = { ["zone"] = "a" },
        Relay = new Relay { Serves = { Somewhere } },
    };

    private static readonly ReportRequest Report = new()
    {
        Subscriber = "dms-1",
        Instance = "instance",
        Position = Somewhere,
        Outcome = ReportRequest.Types.Outcome.Rejected,
        Code = "PART_INVALID",
        Reason = "It does not suit.",
        Running = Somewhere,
        ElapsedMicroseconds = 5,
    };

    public static IEnumerable<FuzzTarget> All =>
    [
        new("subscribe", 10_000, [Subscribe.ToByteArray()], input => Feed(SubscribeRequest.Parser, input, SubscribeRequests.Read)),
        new("report", 10_000, [Report.ToByteArray()], input => Feed(ReportRequest.Parser, input, SubscribeRequests.Read)),
        new("offer", 10_000, [Offer().ToByteArray()], FeedOffer),
    ];

    private static Offer Offer() => new()
    {
        Release = ByteString.CopyFrom(SnapshotTargets.Release.Bytes.Span),
        Manifest = ByteString.CopyFromUtf8("{}"),
        MissingBytes = 5,
        Signatures = { new Signature { KeyId = "0123456789abcdef", Value = ByteString.CopyFromUtf8("x") } },
    };

    private static bool Feed<TMessage, TRead>(MessageParser<TMessage> parser, byte[] input, Func<TMessage, TRead> read)
        where TMessage : class, IMessage<TMessage>
    {
        if (Parse(parser, input) is not { } message)
            return false;
        try
        {
            read(message);
            return true;
        }
        catch (RpcException refused)
        {
            Assert.Contains(refused.StatusCode, new[] { StatusCode.InvalidArgument, StatusCode.FailedPrecondition });
            return false;
        }
    }

    private static bool FeedOffer(byte[] input)
    {
        if (Parse(SchemaClaims.V1.Offer.Parser, input) is not { } offer)
            return false;
        try
        {
            var release = OfferChecks.ReadRelease(offer);
            var (manifest, verdict) = Checks.Check(release, offer.Manifest.Memory, out _);
            Assert.True(manifest is null ^ verdict is null);
            return true;
        }
        catch (ProtocolViolationException)
        {
            return false;
        }
    }

    private static T? Parse<T>(MessageParser<T> parser, byte[] input)
        where T : class, IMessage<T>
    {
        try
        {
            var message = parser.ParseFrom(input);
            Assert.Equal(message, parser.ParseFrom(message.ToByteArray()));
            return message;
        }
        catch (InvalidProtocolBufferException)
        {
            return null;
        }
    }
}
