using System.Collections.ObjectModel;

namespace Dms.Client.Claims;

/// <summary>
/// The claim sets of a snapshot or of one of its tenants, with every decision made in advance. Immutable; reading from it neither
/// locks nor allocates.
/// </summary>
/// <remarks>
/// A decision by names costs two look-ups. <see cref="Snapshots.DmsSnapshot.Decide(string, Schema.ResourceSchema, ResourceAction)"/>
/// saves the longer one: a snapshot has looked up the claims of its resources already.
/// </remarks>
public sealed class ClaimsMetadata
{
    private readonly DmsNameTable<ActionDecisions[]> _byName;
    private readonly ActionDecisions[] _otherwise;
    private readonly ClaimCatalog _catalog;
    private readonly ReadOnlyCollection<ClaimSet> _claimSets;

    internal ClaimsMetadata(IReadOnlyCollection<ClaimSetContent> claimSets, ClaimCatalog catalog)
    {
        var names = new DmsNameNumbering();
        var byName = new List<ActionDecisions[]>();
        foreach (var claimSet in claimSets)
        {
            var number = names.NumberOf(claimSet.Name);
            if (number == byName.Count)
                byName.Add(claimSet.DecideBy(catalog));
            else
                byName[number] = catalog.AmbiguousClaimSet;
        }

        _byName = names.ToTable(number => byName[number]);
        _otherwise = catalog.NoSuchClaimSet;
        _catalog = catalog;
        _claimSets = new ReadOnlyCollection<ClaimSet>([.. claimSets.Select(claimSet => claimSet.ClaimSet)]);
    }

    private ClaimsMetadata(ClaimCatalog catalog, ActionDecisions[] always) =>
        (_byName, _otherwise, _catalog, _claimSets) = (new DmsNameTable<ActionDecisions[]>([]), always, catalog, ReadOnlyCollection<ClaimSet>.Empty);

    /// <summary>Claims without any claim set: everything is refused.</summary>
    public static ClaimsMetadata Empty { get; } = new([], ClaimCatalog.Empty);

    /// <summary>The names of the claim sets, in their order.</summary>
    public IEnumerable<string> ClaimSetNames => _claimSets.Select(claimSet => claimSet.Name);

    /// <summary>Reads claim-set metadata as the Configuration Service writes it.</summary>
    /// <param name="json">UTF-8 JSON without a byte order mark: the part <c>claims</c>.</param>
    /// <exception cref="InvalidDataException">The bytes are something else; the message says what and where.</exception>
    public static ClaimsMetadata Read(ReadOnlySpan<byte> json)
    {
        ClaimSetContent[] claimSets =
            [.. ClaimsMetadataReader.Read(json, new ClaimSetPool(), mayRefer: false).Select(entry => entry.Content!)];
        return new ClaimsMetadata(claimSets, new ClaimCatalog(claimSets));
    }

    /// <summary>Looks up a claim set by the name in a client's token, ignoring case as DMS does.</summary>
    public ClaimSetHandle FindClaimSet(string name) => new(this, Find(name));

    /// <summary>Looks up a resource claim by its URI (<see cref="ResourceClaimUri"/>), ignoring case as DMS does.</summary>
    public ResourceClaimHandle FindResourceClaim(string uri) => new(this, _catalog.NumberOf(uri));

    /// <summary>Whether a claim set may do something with a resource.</summary>
    /// <exception cref="ArgumentException">A handle is of other claims than these.</exception>
    public ClaimDecision Decide(ClaimSetHandle claimSet, ResourceClaimHandle resourceClaim, ResourceAction action) =>
        claimSet.Owner == this && resourceClaim.Owner == this
            ? claimSet.ByClaim[resourceClaim.Number][action]
            : throw new ArgumentException("The claim set or the resource claim was looked up in other claims.");

    /// <summary>Whether a claim set may do something with a resource.</summary>
    /// <param name="claimSet">The name of the claim set as in the client's token.</param>
    /// <param name="resourceClaim">The URI of the resource claim (<see cref="ResourceClaimUri"/>).</param>
    /// <param name="action">The action.</param>
    public ClaimDecision Decide(string claimSet, string resourceClaim, ResourceAction action) =>
        Decide(claimSet, _catalog.NumberOf(resourceClaim), action);

    /// <summary>The lists in the shape that DMS keeps. They were made with the claims: every call returns the same.</summary>
    public IReadOnlyList<ClaimSet> ToClaimSets() => _claimSets;

    /// <summary>Claims that decide one thing, whoever asks for whatever.</summary>
    internal static ClaimsMetadata Always(ClaimDecision decision, ClaimCatalog catalog) => new(catalog, catalog.Always(decision));

    /// <summary>Whether a claim set may do something with the resource claim of this number in the catalog.</summary>
    internal ClaimDecision Decide(string claimSet, int resourceClaim, ResourceAction action) =>
        Find(claimSet)[resourceClaim][action];

    private ActionDecisions[] Find(string claimSet) => _byName.TryGetValue(claimSet, out var decisions) ? decisions : _otherwise;
}
