using SchemaClaims.Contracts;

namespace SchemaClaimsSidecar.Claims.Sources.Cms;

/// <summary>A tenant's name, and why its claims cannot be published under it, if they cannot.</summary>
internal readonly record struct TenantName(string Name, string? Refusal)
{
    /// <summary>Judges names in their order, each of them once.</summary>
    public static IReadOnlyList<TenantName> Judge(IEnumerable<string> names)
    {
        var taken = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        return [.. names.Distinct(StringComparer.Ordinal).Select(name => new TenantName(name, RefusalOf(name, taken)))];
    }

    private static string? RefusalOf(string name, Dictionary<string, string> taken)
    {
        if (!PartNames.IsValid(PartNames.ClaimsOf(name)))
            return "The tenant's name can hold letters, digits, '_', '-' and, not at its beginning, '.'; and at most 249 of them.";
        return taken.TryAdd(name, name) ? null : $"The tenant's name differs from that of '{taken[name]}' only by case.";
    }
}
