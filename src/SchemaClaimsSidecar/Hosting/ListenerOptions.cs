using System.ComponentModel.DataAnnotations;
using SchemaClaims.Contracts;

namespace SchemaClaimsSidecar.Hosting;

/// <summary>Where the sidecar listens: configuration section <c>Listen</c>.</summary>
internal sealed class ListenerOptions : IValidatableObject
{
    public const string Section = "Listen";

    /// <summary>Gets or sets where DMS subscribes: <c>unix:///path</c>, or <c>http://127.0.0.1:port</c> for HTTP/2 without TLS. Default: unix:///run/schema-claims/dms.sock.</summary>
    [Required]
    public string Dms { get; set; } = "unix:///run/schema-claims/dms.sock";

    /// <summary>Gets or sets the path of the administration socket. Default: /run/schema-claims/admin.sock.</summary>
    [Required]
    public string AdminSocket { get; set; } = "/run/schema-claims/admin.sock";

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        var dms = ListenAddress.TryParse(Dms, out var address) ? address.Problem : $"Listen:Dms is '{Dms}': write unix:///path or http://address:port.";
        if (dms is not null)
            yield return new ValidationResult(dms);
        if (UnixSockets.Problem(AdminSocket) is { } admin)
            yield return new ValidationResult(admin);
        if (address?.SocketPath == AdminSocket)
            yield return new ValidationResult("Listen:Dms and Listen:AdminSocket are the same socket; administration must have its own.");
    }
}
