namespace SchemaClaimsSidecar.Claims.Hierarchy;

/// <summary>
/// Finds claims by the short names that fragments use: the last two segments of a claim's URI, such as <c>ed-fi/student</c>.
/// The first claim of a depth-first walk wins.
/// </summary>
internal sealed class ClaimIndex(IReadOnlyList<Claim> roots)
{
    private Dictionary<string, Claim>? _claims;

    public Claim? Find(string shortName) => (_claims ??= Build()).GetValueOrDefault(shortName);

    /// <summary>Forgets what it knows, because claims were added.</summary>
    public void Invalidate() => _claims = null;

    private Dictionary<string, Claim> Build()
    {
        var claims = new Dictionary<string, Claim>(StringComparer.InvariantCultureIgnoreCase);
        foreach (var root in roots)
            Add(root, claims);
        return claims;
    }

    private static void Add(Claim claim, Dictionary<string, Claim> claims)
    {
        claims.TryAdd(ShortName(claim.Name), claim);
        foreach (var child in claim.Children ?? [])
            Add(child, claims);
    }

    private static string ShortName(string name)
    {
        if (!Uri.TryCreate(name, UriKind.Absolute, out var uri))
            return name;
        var path = uri.AbsolutePath;
        var last = path.LastIndexOf('/');
        var previous = last > 0 ? path.LastIndexOf('/', last - 1) : -1;
        return path[(previous + 1)..];
    }
}
