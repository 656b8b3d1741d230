using SchemaClaimsSidecar.Claims.Metadata;

namespace SchemaClaimsSidecar.Comparison.Claims;

/// <summary>A claim set as it was and as it is, and the tenants for which it is so.</summary>
internal sealed class SharedClaimSet(ClaimSetMetadata? earlier, ClaimSetMetadata? later)
{
    private const int NamedTenants = 3;

    private readonly List<string> _tenants = [];

    public ClaimSetMetadata? Earlier => earlier;

    public ClaimSetMetadata? Later => later;

    /// <summary>What changes of it are said to belong to: <c>SISVendor</c>, <c>SISVendor (a, b, c and 7 more tenants)</c>.</summary>
    public string Subject
    {
        get
        {
            var name = (later ?? earlier)!.Name;
            if (_tenants is [""])
                return name;
            var named = string.Join(", ", _tenants.Take(NamedTenants));
            var others = _tenants.Count > NamedTenants ? $" and {_tenants.Count - NamedTenants} more tenants" : "";
            return $"{name} ({named}{others})";
        }
    }

    /// <param name="tenant">Empty where claims know no tenants.</param>
    public void Add(string tenant) => _tenants.Add(tenant);
}
