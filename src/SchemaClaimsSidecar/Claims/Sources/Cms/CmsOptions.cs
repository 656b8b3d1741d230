using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;
using SchemaClaimsSidecar.Hosting;

namespace SchemaClaimsSidecar.Claims.Sources.Cms;

/// <summary>How the Configuration Service is asked for claims: configuration section <c>Claims:Cms</c>.</summary>
internal sealed class CmsOptions : IValidatableObject
{
    public const string Section = "Claims:Cms";

    /// <summary>Gets or sets the address of the service, with its base path if it has one. There is no default.</summary>
    [Required(ErrorMessage = "Claims:Cms:BaseUrl is missing: give the address of the Configuration Service.")]
    public string BaseUrl { get; set; } = "";

    /// <summary>Gets or sets the paths that the service answers. Default: V3.</summary>
    [EnumDataType(typeof(CmsApiVersion))]
    public CmsApiVersion ApiVersion { get; set; } = CmsApiVersion.V3;

    /// <summary>Gets or sets the client that the sidecar is to the service. There is no default.</summary>
    [Required(ErrorMessage = "Claims:Cms:ClientId is missing: name the client by which the sidecar signs in.")]
    public string ClientId { get; set; } = "";

    /// <summary>Gets or sets the client's secret. This or <see cref="ClientSecretFile"/> is needed.</summary>
    public string? ClientSecret { get; set; }

    /// <summary>Gets or sets a file with the client's secret, read for every token, so that the secret can be replaced.</summary>
    public string? ClientSecretFile { get; set; }

    /// <summary>Gets or sets what the client asks to be allowed. Default: edfi_admin_api/readonly_access.</summary>
    [Required]
    public string Scope { get; set; } = "edfi_admin_api/readonly_access";

    /// <summary>Gets or sets whether each tenant is asked for by its name. Default: false.</summary>
    public bool MultiTenancy { get; set; }

    /// <summary>Gets or sets the tenants. Default: none, and the service is asked at every refresh who they are.</summary>
    public IList<string> Tenants { get; set; } = [];

    /// <summary>Gets or sets how long one request may take, to the last byte of its answer. Default: 10 s; 0.1 s to 10 min.</summary>
    [DurationRange("00:00:00.100", "00:10:00")]
    public TimeSpan RequestTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Gets or sets how often a request is sent again that failed but might not the next time. Default: 3; 0 to 10.</summary>
    [Range(0, 10)]
    public int MaxRetries { get; set; } = 3;

    /// <summary>
    /// Gets or sets about how long the pause before the first retry is; each is about twice the one before. Default: 0.5 s; 1 ms to 30 s.
    /// </summary>
    [DurationRange("00:00:00.001", "00:00:30")]
    public TimeSpan RetryDelay { get; set; } = TimeSpan.FromSeconds(0.5);

    /// <summary>
    /// Gets or sets how long the service is left alone when request after request has failed. Default: 30 s; 0.5 s to 1 h.
    /// </summary>
    [DurationRange("00:00:00.500", "01:00:00")]
    public TimeSpan BreakDuration { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Gets or sets the largest answer, in bytes. Default: 32 MiB; 1 KiB to 512 MiB.</summary>
    [Range(1024, 512 * 1024 * 1024)]
    public int MaxAnswerBytes { get; set; } = 32 * 1024 * 1024;

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (!Uri.TryCreate(BaseUrl, UriKind.Absolute, out var url)
            || url is not { Scheme: "http" or "https", Query: "", Fragment: "", UserInfo: "" })
            yield return new("Claims:Cms:BaseUrl is not an address: write https://host/path, without user, query and fragment.");
        if (string.IsNullOrEmpty(ClientSecret) == string.IsNullOrEmpty(ClientSecretFile))
            yield return new("Give the client's secret in one of Claims:Cms:ClientSecret and Claims:Cms:ClientSecretFile.");
        if (MultiTenancy && ApiVersion == CmsApiVersion.V2025)
            yield return new("Claims:Cms:MultiTenancy needs Claims:Cms:ApiVersion V3: the service knew no tenants before.");
        if (Tenants.Count > 0 && !MultiTenancy)
            yield return new("Claims:Cms:Tenants are listed, but Claims:Cms:MultiTenancy is not true.");
    }
}

/// <summary>Its annotations as code that the compiler writes.</summary>
[OptionsValidator]
internal sealed partial class CmsOptionsCheck : IValidateOptions<CmsOptions>;
