using SchemaClaims.V1;

namespace SchemaClaimsSidecar.Audit;

/// <summary>What the requests of administrators ask for.</summary>
internal static class AdministrativeActs
{
    // Of a digest, as the command line shows it.
    private const int DigestBytes = 6;

    /// <summary>What a request asks for; null for one that only reads. What is not known here counts as an act.</summary>
    /// <param name="request">The request.</param>
    /// <param name="method">The method that is called, for what is not known here.</param>
    public static AdministrativeAct? Of(object request, string method) => request switch
    {
        // Pieces change nothing until they are published.
        UploadPieceRequest or ViewClaimsRequest or WatchStatusRequest or ListReleasesRequest or ReadReleaseRequest or VerifyRequest
            or ReadAuditRequest or CompareRequest or ReadManifestRequest or ExportReleaseRequest or ListSubscribersRequest => null,
        PublishRequest publish => new AdministrativeAct("publish", Describe(publish), publish.Reason, Changes: !publish.DryRun),
        RollbackRequest rollback => new AdministrativeAct(
            "rollback", Join([$"to {rollback.Generation}", Describe(rollback.Rollout)]), rollback.Reason),
        PromoteRequest promote => new AdministrativeAct("promote", Reason: promote.Reason),
        AbortRequest abort => new AdministrativeAct("abort", Reason: abort.Reason),
        RefreshClaimsRequest refresh => new AdministrativeAct(
            "refresh-claims", refresh.AcceptShrinking ? "accept shrinking" : "", refresh.Reason),
        // An emptied store has no place for the beginning of the act that fills it again; how it ended is on record there.
        AcceptEpochRequest accept => new AdministrativeAct(
            "accept-epoch", Join([accept.Epoch, accept.KeepServed ? "keep served" : ""]), accept.Reason, Changes: false),
        _ => new AdministrativeAct(method),
    };

    private static string Describe(PublishRequest request) => Join(
    [
        request.Schema is { } schema ? $"schema {Describe([schema.Core, .. schema.Extensions])} ({YearOf(schema.Rules)})" : "",
        request.Claims is { } claims ? $"claims {Describe([claims.Claims, .. claims.Fragments])}" : "",
        Describe(request.Rollout),
        request.DryRun ? "dry run" : "",
        request.RefuseBreaking ? "refuse breaking" : "",
    ]);

    private static string Describe(IEnumerable<Document?> documents) =>
        string.Join(' ', documents.OfType<Document>().Select(document => $"{document.Name}@{DigestOf(document)}"));

    private static string YearOf(SchemaUpload.Types.Rules rules) => rules == SchemaUpload.Types.Rules._2025 ? "2025" : "2026";

    private static string DigestOf(Document document) =>
        Convert.ToHexStringLower(document.Digest.Span[..Math.Min(DigestBytes, document.Digest.Length)]);

    private static string Describe(SchemaClaims.V1.Rollout? rollout) => rollout is null ? "" : $"for {rollout.To}";

    private static string Join(IEnumerable<string> parts) => string.Join(", ", parts.Where(part => part.Length > 0));
}
