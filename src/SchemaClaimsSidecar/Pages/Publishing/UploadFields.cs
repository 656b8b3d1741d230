using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using SchemaClaims.V1;
using SchemaClaimsSidecar.Cli;

namespace SchemaClaimsSidecar.Pages.Publishing;

/// <summary>The fields of the forms that publish, and the request that they come to.</summary>
internal static class UploadFields
{
    public const string Rules = "rules";
    public const string Strict = "strict";
    public const string To = "to";
    public const string Auto = "auto";

    /// <summary>The generation that the upload was compared with; 0 for none.</summary>
    public const string Seen = "seen";

    /// <summary>A document as a hidden field says it: its role, its digest, and its name.</summary>
    public const string Document = "document";

    public const string Rules2025 = "2025";

    /// <param name="documents">The documents with what they are for.</param>
    /// <param name="field">Reads a field; empty where there is none.</param>
    /// <exception cref="RpcException">Something is missing, or there twice.</exception>
    public static PublishRequest RequestOf(IReadOnlyList<RoledDocument> documents, Func<string, string> field) => new()
    {
        Schema = SchemaOf(documents, field),
        Claims = ClaimsOf(documents),
        Rollout = RolloutOf(field(To), field(Auto)),
    };

    private static SchemaUpload? SchemaOf(IReadOnlyList<RoledDocument> documents, Func<string, string> field)
    {
        var extensions = Of(documents, DocumentRole.Extension).ToArray();
        return Single(documents, DocumentRole.Core, extensions.Length > 0 ? "An extension needs its core beside it" : null) is not { } core
            ? null
            : new SchemaUpload
            {
                Core = core,
                Extensions = { extensions },
                Rules = field(Rules) == Rules2025 ? SchemaUpload.Types.Rules._2025 : SchemaUpload.Types.Rules._2026,
                Strict = field(Strict).Length > 0,
            };
    }

    private static ClaimsUpload? ClaimsOf(IReadOnlyList<RoledDocument> documents)
    {
        var fragments = Of(documents, DocumentRole.Fragment).OrderBy(fragment => fragment.Name, StringComparer.Ordinal).ToArray();
        return Single(documents, DocumentRole.Claims, fragments.Length > 0 ? "A claims fragment needs its claims document beside it" : null)
            is { } claims ? new ClaimsUpload { Claims = claims, Fragments = { fragments } } : null;
    }

    private static Document? Single(IReadOnlyList<RoledDocument> documents, DocumentRole role, string? whyNeeded) =>
        Of(documents, role).ToArray() switch
        {
            [var only] => only,
            [] when whyNeeded is null => null,
            [] => throw Invalid($"{whyNeeded}: choose that document, too."),
            var several => throw Invalid(
                $"There are {several.Length} documents of the kind '{role}' "
                + $"({string.Join(", ", several.Select(one => one.Name))}): choose one."),
        };

    private static IEnumerable<Document> Of(IEnumerable<RoledDocument> documents, DocumentRole role) => documents
        .Where(document => document.Role == role)
        .Select(document => new Document { Name = document.Name, Digest = ByteString.CopyFrom(document.Digest.ToBytes()) });

    private static SchemaClaims.V1.Rollout? RolloutOf(string to, string auto) => (to, auto) switch
    {
        ("", "") => null,
        ("", _) => throw Invalid("What decides by itself must be for a part of the fleet: say for which."),
        (_, "") => new SchemaClaims.V1.Rollout { To = to },
        _ when Durations.TryParse(auto, out var patience) =>
            new SchemaClaims.V1.Rollout { To = to, Auto = Duration.FromTimeSpan(patience) },
        _ => throw Invalid($"'{auto}' is no length of time: write 30s, 5m or 1h."),
    };

    private static RpcException Invalid(string what) => new(new Status(StatusCode.InvalidArgument, what));
}
