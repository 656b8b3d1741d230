using SchemaClaimsSidecar.Claims.Metadata;

namespace SchemaClaimsSidecar.Refresh;

/// <summary>Tells an answer that took something away from one that broke: a source in trouble often answers with too little.</summary>
internal static class ShrinkGuard
{
    private const int MostNamed = 5;

    /// <summary>Why an administrator should look at it first; null when nothing is missing, or not too much.</summary>
    public static string? Check(IReadOnlyList<TenantClaims> published, IReadOnlyList<TenantClaims> answer)
    {
        if (Lost("tenants", published.Select(NameOf), answer.Select(NameOf)) is { } tenants)
            return tenants;
        var now = answer.ToDictionary(NameOf, StringComparer.OrdinalIgnoreCase);
        return published
            .Where(before => now.ContainsKey(NameOf(before)))
            .Select(before => Lost(Title(before), Granting(before), Granting(now[NameOf(before)])))
            .FirstOrDefault(lost => lost is not null);
    }

    // A claim set that grants nothing any more is as good as gone.
    private static IEnumerable<string> Granting(TenantClaims claims) =>
        claims.ClaimSets.Where(claimSet => claimSet.Claims.Count > 0).Select(claimSet => claimSet.Name);

    private static string? Lost(string what, IEnumerable<string> before, IEnumerable<string> after)
    {
        var had = before.ToArray();
        var lost = had.Except(after, StringComparer.OrdinalIgnoreCase).ToArray();
        if (lost.Length * 2 <= had.Length)
            return null;
        var named = string.Join(", ", lost.Take(MostNamed).Select(name => name.Length == 0 ? "the claims without a tenant" : name));
        return $"{lost.Length} of {had.Length} {what} would be gone: {named}{(lost.Length > MostNamed ? ", …" : "")}.";
    }

    private static string NameOf(TenantClaims claims) => claims.Tenant ?? "";

    private static string Title(TenantClaims claims) => claims.Tenant is null ? "claim sets" : $"claim sets of tenant '{claims.Tenant}'";
}
