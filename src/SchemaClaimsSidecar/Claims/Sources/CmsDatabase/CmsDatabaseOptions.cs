using Microsoft.Extensions.Options;
using SchemaClaimsSidecar.Postgres;

namespace SchemaClaimsSidecar.Claims.Sources.CmsDatabase;

/// <summary>The database of the Configuration Service: configuration section <c>Claims:CmsDatabase</c>.</summary>
internal sealed class CmsDatabaseOptions : PostgresConnectionOptions
{
    public const string Section = "Claims:CmsDatabase";

    /// <summary>
    /// Gets or sets whether claim sets belong to tenants: the service's own setting of that name. Default: false, as there.
    /// </summary>
    public bool MultiTenancy { get; set; }
}

/// <summary>Its annotations as code that the compiler writes.</summary>
[OptionsValidator]
internal sealed partial class CmsDatabaseOptionsCheck : IValidateOptions<CmsDatabaseOptions>;
