using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;
using SchemaClaimsSidecar.Hosting;

namespace SchemaClaimsSidecar.Claims.Sources.Files;

/// <summary>A claims document on disk and its fragments: configuration section <c>Claims:File</c>.</summary>
internal sealed class FileClaimsOptions
{
    public const string Section = "Claims:File";

    /// <summary>Gets or sets the path of the claims document. There is no default.</summary>
    [Required(ErrorMessage = "Claims:File:Document is missing: name the claims document.")]
    public string Document { get; set; } = "";

    /// <summary>
    /// Gets or sets the folder of the fragments. Those of its files whose names end in <c>-claimset.json</c> are applied, in ordinal
    /// order of their names; folders inside it do not count, so that a mounted ConfigMap is read once, whatever Kubernetes keeps
    /// beside it. It may be the document's own folder. Default: none, and no fragments.
    /// </summary>
    public string? Fragments { get; set; }

    /// <summary>Gets or sets how often the files are looked at for a change. Default: 5 s; 0.1 s to 1 h.</summary>
    [DurationRange("00:00:00.100", "01:00:00")]
    public TimeSpan PollInterval { get; set; } = TimeSpan.FromSeconds(5);
}

/// <summary>Its annotations as code that the compiler writes.</summary>
[OptionsValidator]
internal sealed partial class FileClaimsOptionsCheck : IValidateOptions<FileClaimsOptions>;
