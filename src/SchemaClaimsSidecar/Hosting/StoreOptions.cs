using System.ComponentModel.DataAnnotations;

namespace SchemaClaimsSidecar.Hosting;

/// <summary>Where releases are kept: configuration section <c>Store</c>.</summary>
internal sealed class StoreOptions
{
    public const string Section = "Store";

    /// <summary>Gets or sets the folder of the file store. Default: /var/lib/schema-claims.</summary>
    [Required]
    public string Folder { get; set; } = "/var/lib/schema-claims";
}
