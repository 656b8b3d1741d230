using Grpc.Core;
using SchemaClaims.Contracts;
using SchemaClaims.V1;
using SchemaClaimsSidecar.Claims;
using SchemaClaimsSidecar.Documents;
using SchemaClaimsSidecar.Schema;

namespace SchemaClaimsSidecar.Administration;

/// <summary>The staged documents that a request names.</summary>
internal sealed class StagedInputs : IDisposable
{
    private readonly StagingArea _staging;
    private readonly List<InputDocument> _documents = [];
    private bool _areKept;

    /// <exception cref="RpcException">Nothing is named, or a document is not staged.</exception>
    public StagedInputs(StagingArea staging, SchemaUpload? schema, ClaimsUpload? claims)
    {
        _staging = staging;
        if (schema is null && claims is null)
            throw new RpcException(new Status(StatusCode.InvalidArgument, "Nothing to publish: name a schema or claims."));
        Schema = schema is null ? null : ReadSchema(schema);
        Claims = claims is null ? null : ReadClaims(claims);
    }

    public SchemaInput? Schema { get; }

    public ClaimsInput? Claims { get; }

    /// <summary>When the first piece of the first document arrived.</summary>
    public DateTimeOffset Began { get; private set; } = DateTimeOffset.MaxValue;

    public IReadOnlyList<InputDocument> Documents => _documents;

    /// <summary>Leaves the documents staged, so that they can be published as they are another time.</summary>
    public void Keep() => _areKept = true;

    /// <summary>Lets the staging area forget the documents, unless they are to be kept.</summary>
    public void Dispose()
    {
        if (!_areKept)
            _staging.Release(_documents.Select(document => document.Digest));
    }

    private SchemaInput ReadSchema(SchemaUpload upload) => new(
        Find(upload.Core, "schema.core"),
        [.. upload.Extensions.Select(extension => Find(extension, "schema.extensions"))],
        upload.Rules == SchemaUpload.Types.Rules._2025 ? MergeRules.Rules2025 : MergeRules.Rules2026,
        upload.Strict);

    private ClaimsInput ReadClaims(ClaimsUpload upload) => new(
        Find(upload.Claims, "claims.claims"),
        [.. upload.Fragments.Select(fragment => Find(fragment, "claims.fragments"))]);

    private InputDocument Find(Document? document, string field)
    {
        if (document?.Digest.Length != Digest.Size)
            throw new RpcException(new Status(StatusCode.InvalidArgument, $"{field} is missing or has no digest of {Digest.Size} bytes."));
        var digest = Digest.FromBytes(document.Digest.Span);
        var staged = _staging.Find(digest) ?? throw new RpcException(new Status(
            StatusCode.FailedPrecondition, $"'{document.Name}' ({digest}) is not staged in full; send it with UploadPiece first."));
        var found = new InputDocument(document.Name, digest, staged.Content);
        _documents.Add(found);
        Began = staged.Began < Began ? staged.Began : Began;
        return found;
    }
}
