using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;
using SchemaClaims.Contracts.Following;
using SchemaClaimsSidecar.Storage.Postgres;
using SchemaClaimsSidecar.Storage;

namespace SchemaClaimsSidecar.Hosting;

/// <summary>Where releases are kept: configuration section <c>Store</c>.</summary>
internal sealed class StoreOptions : IValidatableObject
{
    public const string Section = "Store";

    private const int MostUpstreams = 16;

    /// <summary>Gets or sets the kind of store. Default: File.</summary>
    [EnumDataType(typeof(StoreKind))]
    public StoreKind Kind { get; set; } = StoreKind.File;

    /// <summary>Gets or sets the folder of the file store, or of the local copy. Default: /var/lib/schema-claims.</summary>
    [Required]
    public string Folder { get; set; } = "/var/lib/schema-claims";

    /// <summary>Gets or sets the database of the PostgreSQL store.</summary>
#pragma warning disable SYSLIB1212 // Looked at by Validate, and only where it is used.
    public PostgresStoreOptions Postgres { get; set; } = new();
#pragma warning restore SYSLIB1212

    /// <summary>
    /// Gets or sets where a relay subscribes, in the order in which it tries: <c>unix:///path</c>, <c>http://host:port</c> (HTTP/2 without
    /// TLS) or <c>https://host:port</c>. At most 16; default: none.
    /// </summary>
    public string[] Upstreams { get; set; } = [];

    /// <summary>The kind that a configuration chooses; what is no kind at all is told by the validation.</summary>
    public static StoreKind KindIn(IConfiguration configuration) =>
        Enum.TryParse<StoreKind>(configuration[$"{Section}:{nameof(Kind)}"], ignoreCase: true, out var chosen) ? chosen : StoreKind.File;

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext) =>
    [
        .. ValidatePostgres(),
        .. ValidateUpstreams().Select(problem => new ValidationResult($"{Section}:{nameof(Upstreams)}: {problem}")),
    ];

    private IEnumerable<string> ValidateUpstreams()
    {
        if (Kind != StoreKind.Relay && Upstreams.Length > 0)
            yield return $"only a relay has upstreams; {Section}:{nameof(Kind)} is {Kind}.";
        if (Kind == StoreKind.Relay && Upstreams.Length is 0 or > MostUpstreams)
            yield return $"a relay must have 1 to {MostUpstreams}: say where the sidecar listens that it follows.";
        foreach (var upstream in Upstreams)
        {
            if (!SidecarAddress.TryParse(upstream, out _, out var problem))
                yield return problem;
        }
    }

    private IEnumerable<ValidationResult> ValidatePostgres()
    {
        var problems = Kind == StoreKind.Postgres ? new PostgresStoreOptionsCheck().Validate(nameof(Postgres), Postgres).Failures : null;
        return (problems ?? []).Select(problem => new ValidationResult($"{Section}:Postgres: {problem}"));
    }
}

/// <summary>Its annotations as code that the compiler writes.</summary>
[OptionsValidator]
internal sealed partial class StoreOptionsCheck : IValidateOptions<StoreOptions>;
