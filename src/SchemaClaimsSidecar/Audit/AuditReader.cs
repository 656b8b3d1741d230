using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using SchemaClaims.V1;
using SchemaClaimsSidecar.Storage;

namespace SchemaClaimsSidecar.Audit;

/// <summary>The audit log as administrators read it: an act a line, the newest first.</summary>
internal sealed class AuditReader(IAuditLog audit)
{
    private const int DefaultLimit = 100;
    private const int MostActs = 1000;

    /// <exception cref="RpcException">The log cannot be read, or the request cannot be understood.</exception>
    public async Task<ReadAuditResponse> ReadAsync(ReadAuditRequest request, CancellationToken cancellationToken)
    {
        var limit = request.Limit == 0 ? DefaultLimit : (int)Math.Min(MostActs, request.Limit);
        try
        {
            var since = request.Since?.ToDateTimeOffset() ?? DateTimeOffset.MinValue;
            // An act has two entries.
            var entries = await audit.ReadAsync(since, 2 * limit, cancellationToken).ConfigureAwait(false);
            var acts = entries.GroupBy(entry => entry.Id).Select(act => Merge([.. act])).Reverse().Take(limit);
            return new ReadAuditResponse { Acts = { acts } };
        }
        catch (StoreUnavailableException unavailable)
        {
            var status = unavailable.MayPass ? StatusCode.Unavailable : StatusCode.FailedPrecondition;
            throw new RpcException(new Status(status, $"Nothing can be shown, since {unavailable.Message}"));
        }
        catch (InvalidOperationException malformed)
        {
            throw new RpcException(new Status(StatusCode.InvalidArgument, $"since is no time: {malformed.Message}"));
        }
    }

    private static AuditedAct Merge(AuditEntry[] entries)
    {
        var (begun, ended) = (Array.Find(entries, entry => entry.Outcome is null), Array.Find(entries, entry => entry.Outcome is not null));
        var known = ended ?? begun!;
        return new AuditedAct
        {
            Id = known.Id.ToString(),
            Act = known.Act,
            Arguments = known.Arguments,
            Reason = known.Reason,
            Caller = known.Caller,
            BegunAt = begun is null ? null : Timestamp.FromDateTimeOffset(begun.At),
            EndedAt = ended is null ? null : Timestamp.FromDateTimeOffset(ended.At),
            Outcome = ended?.Outcome ?? "",
            Detail = ended?.Detail ?? "",
            Generation = (ulong)(ended?.Generation ?? 0),
        };
    }
}
