using System.Collections.Immutable;
using Dms.Client.Claims;
using Dms.Client.Projections;
using Dms.Client.Schema;
using SchemaClaims.Contracts;

namespace Dms.Client.Snapshots;

/// <summary>
/// Schema and claims of one version. Nothing in it changes, everything in it was prepared before the first request could see it,
/// and reading it neither locks nor waits. Take it once per request, and that request sees one version throughout.
/// </summary>
public sealed class DmsSnapshot
{
    private readonly Dictionary<string, SnapshotPart> _parts;
    private readonly ProjectionSet _projections;
    private readonly ResourceClaimNumbers _resourceClaims;
    private readonly ClaimsMetadata _claimsOfNoTenant;
    private readonly DmsSnapshot? _withClaimsInForce;

    internal DmsSnapshot(ReleaseCandidate candidate, DmsSnapshot? running, ProjectionSet projections)
    {
        var record = candidate.Release.Record;
        Release = new SnapshotRelease(
            record.Epoch, record.Generation, record.Snapshot, record.Kind, record.PublishedAt, record.PublishedBy, record.Reason)
        {
            VerifiedBy = candidate.VerifiedBy,
        };
        Candidate = candidate;
        _projections = projections;
        _parts = candidate.Parts.ToDictionary(part => part.Name, StringComparer.Ordinal);
        Schema = ApiSchemaBuilder.Build(candidate.Parts, running);
        Claims = SnapshotClaimsBuilder.Build(candidate.Parts, running);
        _claimsOfNoTenant = Claims.OfNoTenant;
        _resourceClaims = running is not null && running._resourceClaims.IsMadeOf(Claims.Catalog, Schema)
            ? running._resourceClaims
            : new ResourceClaimNumbers(Claims.Catalog, Schema);
        SnapshotProjections = new object?[projections.SnapshotProjectionCount];
    }

    private DmsSnapshot(DmsSnapshot withClaimsInForce)
    {
        _withClaimsInForce = withClaimsInForce;
        Release = withClaimsInForce.Release;
        Candidate = withClaimsInForce.Candidate;
        _projections = withClaimsInForce._projections;
        _parts = withClaimsInForce._parts;
        Schema = withClaimsInForce.Schema;
        Claims = withClaimsInForce.Claims.AsTooOld();
        _claimsOfNoTenant = Claims.OfNoTenant;
        _resourceClaims = withClaimsInForce._resourceClaims;
        SnapshotProjections = withClaimsInForce.SnapshotProjections;
    }

    /// <summary>The release that the snapshot came with.</summary>
    public SnapshotRelease Release { get; }

    /// <summary>The effective schema hash as DMS computes it: 64 lower-case hexadecimal digits; empty without a schema.</summary>
    public string EffectiveSchemaHash => Candidate.Manifest.EffectiveSchemaHash;

    /// <summary>The API schema.</summary>
    public ApiSchema Schema { get; }

    /// <summary>The claims; without any claim set when the snapshot holds a schema only.</summary>
    public SnapshotClaims Claims { get; }

    /// <summary>The names of all parts, in ordinal order.</summary>
    public IEnumerable<string> PartNames => Candidate.Parts.Select(part => part.Name);

    internal ReleaseCandidate Candidate { get; }

    internal Position Position => Candidate.Release.Position;

    internal ImmutableArray<SnapshotPart> Parts => Candidate.Parts;

    /// <summary>This snapshot with claims that decide: itself, or the one that <see cref="RefusingClaims"/> was made of.</summary>
    internal DmsSnapshot WithClaimsInForce => _withClaimsInForce ?? this;

    /// <summary>What snapshot projections made of this snapshot, by the order of their registration.</summary>
    internal object?[] SnapshotProjections { get; }

    /// <summary>The bytes of a part as the sidecar sent them. They never change and may be kept.</summary>
    /// <exception cref="KeyNotFoundException">The snapshot has no part of this name.</exception>
    public ReadOnlyMemory<byte> RawPart(string name) =>
        FindPart(name)?.Content ?? throw new KeyNotFoundException($"Snapshot {Release.SnapshotId} has no part '{name}'.");

    /// <summary>The bytes of a part as the sidecar sent them. They never change and may be kept.</summary>
    /// <param name="name">The part's name.</param>
    /// <param name="content">The bytes; empty when there is no such part.</param>
    /// <returns>Whether the snapshot has a part of this name.</returns>
    public bool TryGetRawPart(string name, out ReadOnlyMemory<byte> content)
    {
        var part = FindPart(name);
        content = part?.Content ?? default;
        return part is not null;
    }

    /// <summary>
    /// Whether a claim set may do something with a resource of <see cref="Schema"/>; the fastest way to ask where tenants are unknown.
    /// Without claims the answer is that there is no such claim set.
    /// </summary>
    /// <param name="claimSet">The name of the claim set as in the client's token.</param>
    /// <param name="resource">The resource.</param>
    /// <param name="action">The action.</param>
    public ClaimDecision Decide(string claimSet, ResourceSchema resource, ResourceAction action) =>
        _claimsOfNoTenant.Decide(claimSet, _resourceClaims.NumberOf(resource), action);

    /// <summary>Whether a claim set may do something with a resource of <see cref="Schema"/>; the fastest way to ask for a tenant.</summary>
    /// <param name="tenant">The tenant of the request; null where tenants are unknown.</param>
    /// <param name="claimSet">The name of the claim set as in the client's token.</param>
    /// <param name="resource">The resource.</param>
    /// <param name="action">The action.</param>
    public ClaimDecision Decide(string? tenant, string claimSet, ResourceSchema resource, ResourceAction action) =>
        Claims.Of(tenant).Decide(claimSet, _resourceClaims.NumberOf(resource), action);

    /// <summary>What the projection registered for <typeparamref name="T"/> made of this snapshot.</summary>
    /// <typeparam name="T">What the projection makes.</typeparam>
    /// <exception cref="InvalidOperationException">No snapshot projection makes <typeparamref name="T"/>.</exception>
    public T Get<T>()
        where T : class => (T)SnapshotProjections[_projections.IndexOfSnapshotProjection(typeof(T))]!;

    /// <summary>What the projection registered for <typeparamref name="T"/> made of a resource of this snapshot.</summary>
    /// <typeparam name="T">What the projection makes.</typeparam>
    /// <exception cref="InvalidOperationException">No resource projection makes <typeparamref name="T"/>.</exception>
    public T Get<T>(ResourceSchema resource)
        where T : class => (T)resource.Projections[_projections.IndexOfResourceProjection(typeof(T))]!;

    /// <summary>The release and the snapshot id, for a person.</summary>
    public override string ToString() => $"generation {Release.Position}, snapshot {Release.SnapshotId}";

    /// <summary>A view of this snapshot whose claims are too old to decide; everything else in it is the same object.</summary>
    internal DmsSnapshot RefusingClaims() => new(WithClaimsInForce);

    internal SnapshotPart? FindPart(string name) => _parts.GetValueOrDefault(name);
}
