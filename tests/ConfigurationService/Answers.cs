using System.Collections.Concurrent;
using SchemaClaimsSidecar.Claims;
using SchemaClaimsSidecar.Claims.Metadata;
using SchemaClaimsSidecar.Documents;

namespace ConfigurationService;

/// <summary>What the service says of claim sets: to one tenant, or to all that have nothing of their own.</summary>
internal sealed class Answers
{
    private const string Everybody = "";

    private readonly ConcurrentDictionary<string, Func<string?, ReadOnlyMemory<byte>>> _byTenant = new(StringComparer.Ordinal);

    public void Set(string? tenant, byte[] metadata) => _byTenant[tenant ?? Everybody] = _ => metadata;

    /// <exception cref="ArgumentException">The document does not compile.</exception>
    public void Compile(string? tenant, byte[] claimsDocument)
    {
        var result = ClaimsCompiler.Compile(new ClaimsInput(InputDocument.Of("claims.json", claimsDocument), []));
        var claimSets = result.Claims?.ClaimSets ?? throw new ArgumentException(string.Join("\n", result.Problems), nameof(claimsDocument));
        var all = MetadataWriter.Write(claimSets);
        _byTenant[tenant ?? Everybody] = name => name is null
            ? all
            : MetadataWriter.Write(claimSets.Where(claimSet => claimSet.Name.Equals(name, StringComparison.OrdinalIgnoreCase)));
    }

    /// <summary>The metadata of all claim sets, or of the one of this name; null where there are no claims.</summary>
    public ReadOnlyMemory<byte>? Of(string? tenant, string? claimSetName) =>
        (tenant is not null && _byTenant.TryGetValue(tenant, out var own)) || _byTenant.TryGetValue(Everybody, out own)
            ? own(claimSetName)
            : null;
}
