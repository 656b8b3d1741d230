using Dms.Client.Claims;
using SchemaClaims.Contracts;

namespace Dms.Client.Snapshots;

/// <summary>Puts the claims of a snapshot together, taking over from the running one whatever is the same.</summary>
internal sealed class SnapshotClaimsBuilder
{
    private readonly SnapshotPart[] _parts;
    private readonly DmsSnapshot? _running;
    private readonly SnapshotPart? _sharedPart;
    private readonly Dictionary<string, ClaimSetContent> _shared;
    private readonly Dictionary<Digest, ClaimsMetadata> _ofTenants = [];

    private SnapshotClaimsBuilder(SnapshotPart[] parts, DmsSnapshot? running)
    {
        _parts = parts;
        _running = running?.WithClaimsInForce;
        _sharedPart = Find(PartNames.SharedClaims);
        _shared = _sharedPart is null ? [] : ByName(_sharedPart);
    }

    /// <exception cref="PartInvalidException">The parts contradict each other.</exception>
    public static SnapshotClaims Build(IReadOnlyCollection<SnapshotPart> parts, DmsSnapshot? running) =>
        new SnapshotClaimsBuilder([.. parts.Where(part => PartNames.IsClaims(part.Name))], running).Build();

    private SnapshotClaims Build()
    {
        if (_running is not null && _parts.Length == _running.Parts.Count(part => PartNames.IsClaims(part.Name)) && _parts.All(IsSame))
            return _running.Claims;
        var ofNoTenant = Find(PartNames.Claims);
        SnapshotPart[] ofTenants = [.. _parts.Where(part => PartNames.IsClaimsOf(part.Name, out _))];
        if (ofNoTenant is not null && ofTenants.Length > 0)
            throw new PartInvalidException(ofTenants[0].Name, $"there are claims of no tenant besides, in part '{ofNoTenant.Name}'.");

        var claimSets = _parts.ToDictionary(part => part.Name, Resolve);
        var catalog = ChooseCatalog(claimSets.Values);
        return new SnapshotClaims(
            ofNoTenant is not null ? new ClaimsMetadata(claimSets[ofNoTenant.Name], catalog)
            : ofTenants.Length == 0 ? new ClaimsMetadata([], catalog)
            : null,
            ByTenant(ofTenants, claimSets, catalog),
            catalog);
    }

    private SnapshotPart? Find(string name) => Array.Find(_parts, part => part.Name == name);

    private bool IsSame(SnapshotPart part) => ReferenceEquals(part, _running?.FindPart(part.Name));

    private static Dictionary<string, ClaimSetContent> ByName(SnapshotPart shared)
    {
        var byName = new Dictionary<string, ClaimSetContent>(StringComparer.Ordinal);
        foreach (var entry in EntriesOf(shared))
        {
            if (!byName.TryAdd(entry.Name, entry.Content!))
                throw new PartInvalidException(shared.Name, $"claim set '{entry.Name}' stands in it twice.");
        }

        return byName;
    }

    private static IReadOnlyList<ClaimSetEntry> EntriesOf(SnapshotPart part) => ((ClaimSetEntries)part.Value!).Entries;

    private ClaimSetContent[] Resolve(SnapshotPart part) =>
    [
        .. EntriesOf(part).Select(entry => entry.Content ?? _shared.GetValueOrDefault(entry.Name) ?? throw new PartInvalidException(
            part.Name, $"it refers to claim set '{entry.Name}', which part '{PartNames.SharedClaims}' lacks.")),
    ];

    private ClaimCatalog ChooseCatalog(IReadOnlyCollection<ClaimSetContent[]> claimSets)
    {
        var distinct = claimSets.SelectMany(ofPart => ofPart).Distinct().ToArray();
        return _running?.Claims.Catalog is { } known && distinct.All(known.Covers) ? known : new ClaimCatalog(distinct);
    }

    private Dictionary<string, ClaimsMetadata> ByTenant(
        SnapshotPart[] parts, Dictionary<string, ClaimSetContent[]> claimSets, ClaimCatalog catalog)
    {
        var byTenant = new Dictionary<string, ClaimsMetadata>(StringComparer.OrdinalIgnoreCase);
        foreach (var part in parts)
        {
            PartNames.IsClaimsOf(part.Name, out var tenant);
            if (!byTenant.TryAdd(tenant, OfTenant(part, tenant, claimSets[part.Name], catalog)))
                throw new PartInvalidException(part.Name, "another tenant has the same name but for case.");
        }

        return byTenant;
    }

    // Tenants of the same bytes have the same claims: the names in them refer to one shared part.
    private ClaimsMetadata OfTenant(SnapshotPart part, string tenant, ClaimSetContent[] claimSets, ClaimCatalog catalog)
    {
        if (!_ofTenants.TryGetValue(part.Digest, out var claims))
            _ofTenants.Add(part.Digest, claims = Unchanged(part, tenant, catalog) ?? new ClaimsMetadata(claimSets, catalog));
        return claims;
    }

    private ClaimsMetadata? Unchanged(SnapshotPart part, string tenant, ClaimCatalog catalog) =>
        IsSame(part) && (_sharedPart is null || IsSame(_sharedPart)) && ReferenceEquals(_running!.Claims.Catalog, catalog)
            ? _running.Claims.ForTenant(tenant)
            : null;
}
