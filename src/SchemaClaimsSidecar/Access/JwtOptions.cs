namespace SchemaClaimsSidecar.Access;

/// <summary>Whose JSON Web Tokens count: configuration section <c>Access:Jwt</c>.</summary>
internal sealed class JwtOptions
{
    /// <summary>Gets or sets the file with the issuer's public keys, a JSON Web Key Set. Read again when it changes. Default: none, and no token counts.</summary>
    public string JwksFile { get; set; } = "";

    /// <summary>Gets or sets the issuer: the claim <c>iss</c>.</summary>
    public string Issuer { get; set; } = "";

    /// <summary>Gets or sets whom the tokens must be for: the claim <c>aud</c>.</summary>
    public string Audience { get; set; } = "";

    /// <summary>Gets or sets the claim that names the roles of the subject, one or a list. Default: roles.</summary>
    public string RoleClaim { get; set; } = "roles";

    /// <summary>Gets or sets the role that may change. Default: schema-claims-change.</summary>
    public string ChangeRole { get; set; } = "schema-claims-change";

    /// <summary>Gets or sets the role that may read. Default: schema-claims-read.</summary>
    public string ReadRole { get; set; } = "schema-claims-read";
}
