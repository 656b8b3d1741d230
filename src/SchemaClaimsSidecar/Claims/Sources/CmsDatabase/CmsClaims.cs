using SchemaClaims.Contracts;
using SchemaClaimsSidecar.Claims.Effective;
using SchemaClaimsSidecar.Claims.Hierarchy;
using SchemaClaimsSidecar.Claims.Metadata;
using SchemaClaimsSidecar.Documents;

namespace SchemaClaimsSidecar.Claims.Sources.CmsDatabase;

/// <summary>
/// Works out what the service would answer to each tenant. The hierarchy is the same for all of them, so it is compiled once for the
/// claim sets of all; a tenant sees those that are the system's and its own.
/// </summary>
internal static class CmsClaims
{
    private const string HierarchyName = "dmscs.ClaimsHierarchy";

    /// <exception cref="ClaimsSourceException">The service itself could not answer from these rows.</exception>
    public static ClaimsAnswer Of(CmsRows rows, bool multiTenancy, CancellationToken cancellationToken)
    {
        var hierarchy = InputDocument.Of(HierarchyName, TheHierarchy(rows));
        var problems = new ProblemList(HierarchyName);
        var claimSets = Compile(hierarchy, rows.ClaimSets, problems, cancellationToken);
        return new ClaimsAnswer([.. TenantsOf(rows, multiTenancy).Select(tenant => AnswerTo(tenant, rows.ClaimSets, claimSets))])
        {
            Inputs = [new ManifestInput(ClaimsCompiler.ClaimsRole, hierarchy.Name, hierarchy.Digest, hierarchy.Content.Length)],
            Documents = [hierarchy],
            Warnings = [.. problems.List()],
        };
    }

    private static byte[] TheHierarchy(CmsRows rows) => rows.Hierarchies switch
    {
        [var only] => only,
        [] => throw new ClaimsSourceException(
            $"The table {HierarchyName} of the Configuration Service is empty: no claims have been loaded into the service yet."),
        _ => throw new ClaimsSourceException(
            $"The table {HierarchyName} of the Configuration Service has more than one row, and the service accepts only one. "
            + "Delete those that are not meant."),
    };

    /// <summary>The claim sets by name without regard to case, as the hierarchy refers to them.</summary>
    private static Dictionary<string, ClaimSetMetadata> Compile(
        InputDocument hierarchy, IEnumerable<CmsClaimSet> claimSets, ProblemList problems, CancellationToken cancellationToken)
    {
        var names = claimSets.Select(claimSet => claimSet.Name).Distinct(StringComparer.OrdinalIgnoreCase).ToArray();
        var claims = new ClaimsDocument(names, ReadRoots(hierarchy, problems));
        if (problems.HasErrors)
        {
            throw new ClaimsSourceException($"The claims hierarchy in {HierarchyName} of the Configuration Service cannot be used.")
            {
                Problems = [.. problems.List()],
            };
        }

        HierarchyReview.Review(claims);
        return EffectiveClaims.Of(Lineage.Of(names, claims.Roots), cancellationToken)
            .ToDictionary(claimSet => claimSet.Name, StringComparer.OrdinalIgnoreCase);
    }

    private static List<Claim> ReadRoots(InputDocument hierarchy, ProblemList problems)
    {
        using var json = DocumentReader.Read(hierarchy, problems);
        return json is null
            ? []
            : new HierarchyReader(new DocumentCursor(problems), HierarchyForm.Stored, new StrategyLists(), new NameAudit()).Read(json.RootElement);
    }

    private static IReadOnlyList<CmsTenant?> TenantsOf(CmsRows rows, bool multiTenancy)
    {
        if (!multiTenancy)
            return [null];
        if (rows.Tenants is not { } tenants)
        {
            throw new ClaimsSourceException(
                "There is no table dmscs.Tenant in the database of the Configuration Service, so it knows no tenants: "
                + "turn Claims:CmsDatabase:MultiTenancy off, or upgrade the service.");
        }

        return [.. tenants.Count > 0 ? tenants : Enumerable.Repeat<CmsTenant?>(null, 1)];
    }

    private static TenantAnswer AnswerTo(
        CmsTenant? tenant, IEnumerable<CmsClaimSet> rows, Dictionary<string, ClaimSetMetadata> compiled)
    {
        if (tenant is not null && !PartNames.IsValid(PartNames.ClaimsOf(tenant.Name)))
        {
            return TenantAnswer.Failed(
                tenant.Name, $"The name of tenant '{tenant.Name}' cannot be published: it may have letters, digits, '.', '-' and '_'.");
        }

        var visible = rows.Where(row => row.IsVisibleTo(tenant?.Id)).ToArray();
        var alike = visible.GroupBy(row => row.Name, StringComparer.InvariantCultureIgnoreCase).FirstOrDefault(names => names.Count() > 1);
        return alike is null
            ? TenantAnswer.Of(tenant?.Name, [.. visible.Select(row => Named(row.Name, compiled[row.Name]))])
            : TenantAnswer.Failed(
                tenant?.Name,
                $"More than one claim set is named '{alike.Key}', case aside; DMS could not tell them apart and would refuse both.");
    }

    private static ClaimSetMetadata Named(string name, ClaimSetMetadata compiled) =>
        compiled.Name == name ? compiled : new ClaimSetMetadata(name, compiled.Claims, compiled.Authorizations);
}
