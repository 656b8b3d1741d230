using System.ComponentModel.DataAnnotations;
using System.Net;
using Microsoft.Extensions.Options;
using SchemaClaims.Contracts;

namespace SchemaClaimsSidecar.Hosting;

/// <summary>Where the sidecar listens: configuration section <c>Listen</c>.</summary>
internal sealed class ListenerOptions : IValidatableObject
{
    public const string Section = "Listen";

    /// <summary>
    /// Gets or sets where DMS and relays subscribe: <c>unix:///path</c>, <c>https://address:port</c> with the certificate of section
    /// <c>Tls</c>, or <c>http://address:port</c> for HTTP/2 without TLS. Default: unix:///run/schema-claims/dms.sock.
    /// </summary>
    [Required]
    public string Dms { get; set; } = "unix:///run/schema-claims/dms.sock";

    /// <summary>Gets or sets who may connect to the socket of <see cref="Dms"/>, in octal. Default: 0660, its owner and group.</summary>
    [Required]
    [RegularExpression(SocketFile.ModePattern, ErrorMessage = "Listen:DmsSocketMode must be three octal digits, such as 0660.")]
    public string DmsSocketMode { get; set; } = SocketFile.DefaultMode;

    /// <summary>Gets or sets the group of that socket, by name or number. Default: that of the folder or the process.</summary>
    public string DmsSocketGroup { get; set; } = "";

    /// <summary>Gets or sets the path of the administration socket. Default: /run/schema-claims/admin.sock.</summary>
    [Required]
    public string AdminSocket { get; set; } = "/run/schema-claims/admin.sock";

    /// <summary>Gets or sets who may connect to <see cref="AdminSocket"/>, in octal. Default: 0660, its owner and group.</summary>
    [Required]
    [RegularExpression(SocketFile.ModePattern, ErrorMessage = "Listen:AdminSocketMode must be three octal digits, such as 0660.")]
    public string AdminSocketMode { get; set; } = SocketFile.DefaultMode;

    /// <summary>Gets or sets the group of that socket, by name or number. Default: that of the folder or the process.</summary>
    public string AdminSocketGroup { get; set; } = "";

    /// <summary>
    /// Gets or sets where browsers and other programs administer over TCP: <c>https://0.0.0.0:8443</c> with the certificate of section
    /// <c>Tls</c>, or <c>http://127.0.0.1:port</c>, without TLS on loopback only. Default: nowhere.
    /// </summary>
    public string Management { get; set; } = "";

    /// <summary>
    /// Gets or sets where the standard gRPC health service answers, and nothing else, to whoever asks: <c>http://0.0.0.0:8082</c>, for
    /// probes that cannot reach a Unix socket. Default: nowhere but on the other listeners.
    /// </summary>
    public string Health { get; set; } = "";

    /// <summary>The Unix sockets that are listened on.</summary>
    internal IEnumerable<SocketFile> Sockets()
    {
        if (ListenAddress.TryParse(Dms, out var dms) && dms.SocketPath is { } path)
            yield return new SocketFile(path, DmsSocketMode, DmsSocketGroup);
        yield return new SocketFile(AdminSocket, AdminSocketMode, AdminSocketGroup);
    }

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        var dms = ListenAddress.TryParse(Dms, out var address)
            ? address.Problem
            : $"Listen:Dms is '{Dms}': write unix:///path, https://address:port or http://address:port.";
        if (dms is not null)
            yield return new ValidationResult(dms);
        if (UnixSockets.Problem(AdminSocket) is { } admin)
            yield return new ValidationResult(admin);
        if (Management.Length > 0 && ProblemWithManagement() is { } management)
            yield return new ValidationResult(management);
        if (Health.Length > 0 && !(ListenAddress.TryParse(Health, out var health) && health is { EndPoint: not null, IsTls: false }))
            yield return new ValidationResult($"Listen:Health is '{Health}': write http://address:port.");
        if (address?.SocketPath == AdminSocket)
            yield return new ValidationResult("Listen:Dms and Listen:AdminSocket are the same socket; administration must have its own.");
    }

    private string? ProblemWithManagement() =>
        !ListenAddress.TryParse(Management, out var address) || address.EndPoint is not { } endPoint
            ? $"Listen:Management is '{Management}': write https://address:port, or http://127.0.0.1:port."
            : !address.IsTls && !IPAddress.IsLoopback(endPoint.Address)
                ? $"Listen:Management is '{Management}': tokens must not cross a network in clear; write https://, with a certificate in section Tls."
                : null;
}

/// <summary>Its annotations as code that the compiler writes.</summary>
[OptionsValidator]
internal sealed partial class ListenerOptionsCheck : IValidateOptions<ListenerOptions>;
