namespace Dms.Client.Claims;

/// <summary>
/// The claim sets of a snapshot, with every decision made in advance. Immutable; reading from it neither locks nor allocates.
/// </summary>
/// <remarks>
/// A decision by names costs two look-ups. <see cref="Snapshots.DmsSnapshot.Decide"/> saves the longer one: a snapshot has looked up
/// the claims of its resources already.
/// </remarks>
public sealed class ClaimsMetadata
{
    private readonly IReadOnlyList<ClaimSetContent> _content;
    private readonly DmsNameTable<ClaimSetDecisions> _claimSets;
    private readonly DmsNameTable<int> _claims;
    private readonly ClaimSetDecisions _unknownClaimSet;
    private readonly int _unknownClaim;

    internal ClaimsMetadata(IReadOnlyList<ClaimSetContent> content, StrategyArrays strategies)
    {
        _content = content;
        var claims = new DmsNameNumbering();
        var names = new DmsNameNumbering();
        var byName = new List<List<ClaimSetContent>>();
        foreach (var claimSet in content)
        {
            foreach (var claim in claimSet.Claims)
                claims.NumberOf(claim.Name);
            var number = names.NumberOf(claimSet.Name);
            if (number == byName.Count)
                byName.Add([]);
            byName[number].Add(claimSet);
        }

        var builder = new DecisionBuilder(strategies);
        _claimSets = names.ToTable(number => new ClaimSetDecisions(this, builder.Decide(byName[number], claims)));
        _claims = claims.ToTable(number => number);
        _unknownClaim = claims.Count;
        _unknownClaimSet = new ClaimSetDecisions(this, DecisionBuilder.Always(ClaimDecision.NoSuchClaimSet, claims.Count));
    }

    /// <summary>Claims without any claim set: everything is refused.</summary>
    public static ClaimsMetadata Empty { get; } = new([], new StrategyArrays());

    /// <summary>The names of the claim sets, in their order.</summary>
    public IEnumerable<string> ClaimSetNames => _content.Select(claimSet => claimSet.Name);

    /// <summary>Reads claim-set metadata as the Configuration Service writes it.</summary>
    /// <param name="json">UTF-8 JSON without a byte order mark: the part <c>claims</c>.</param>
    /// <exception cref="InvalidDataException">The bytes are something else; the message says what and where.</exception>
    public static ClaimsMetadata Read(ReadOnlySpan<byte> json)
    {
        var strategies = new StrategyArrays();
        return new ClaimsMetadata(ClaimsMetadataReader.Read(json, strategies), strategies);
    }

    /// <summary>Looks up a claim set by the name in a client's token, ignoring case as DMS does.</summary>
    public ClaimSetHandle FindClaimSet(string name) =>
        new(_claimSets.TryGetValue(name, out var decisions) ? decisions : _unknownClaimSet);

    /// <summary>Looks up a resource claim by its URI (<see cref="ResourceClaimUri"/>), ignoring case as DMS does.</summary>
    public ResourceClaimHandle FindResourceClaim(string uri) =>
        new(this, _claims.TryGetValue(uri, out var number) ? number : _unknownClaim);

    /// <summary>Whether a claim set may do something with a resource.</summary>
    /// <exception cref="ArgumentException">A handle is of other claims than these.</exception>
    public ClaimDecision Decide(ClaimSetHandle claimSet, ResourceClaimHandle resourceClaim, ResourceAction action)
    {
        if (claimSet.Decisions is not { } decisions || decisions.Owner != this || resourceClaim.Owner != this)
            throw new ArgumentException("The claim set or the resource claim was looked up in other claims.");
        return decisions.ByClaim[resourceClaim.Number][action];
    }

    /// <summary>Whether a claim set may do something with a resource.</summary>
    /// <param name="claimSet">The name of the claim set as in the client's token.</param>
    /// <param name="resourceClaim">The URI of the resource claim (<see cref="ResourceClaimUri"/>).</param>
    /// <param name="action">The action.</param>
    public ClaimDecision Decide(string claimSet, string resourceClaim, ResourceAction action) =>
        Decide(FindClaimSet(claimSet), FindResourceClaim(resourceClaim), action);

    /// <summary>Whether a claim set may do something with the resource claim of this number, one of <see cref="ResourceClaimHandle.Number"/>.</summary>
    internal ClaimDecision Decide(string claimSet, int resourceClaim, ResourceAction action) =>
        (_claimSets.TryGetValue(claimSet, out var decisions) ? decisions : _unknownClaimSet).ByClaim[resourceClaim][action];

    /// <summary>The lists in the shape that DMS keeps. Made anew by each call: call it once, before the claims are used.</summary>
    public IReadOnlyList<ClaimSet> ToClaimSets() => [.. _content.Select(claimSet => claimSet.ToClaimSet())];
}
