namespace SchemaClaims.Contracts.Tls;

/// <summary>Files in PEM; empty for none.</summary>
/// <param name="Certificate">The certificate to show, and those between it and its authority.</param>
/// <param name="Key">Its private key.</param>
/// <param name="Authorities">Those that vouch for the other end.</param>
internal sealed record CertificatePaths(string Certificate, string Key, string Authorities)
{
    /// <summary>Whether there is none.</summary>
    public bool IsEmpty => Certificate.Length == 0 && Key.Length == 0 && Authorities.Length == 0;

    /// <summary>Whether a certificate is named without its key, or a key without its certificate.</summary>
    public bool IsHalf => Certificate.Length > 0 != Key.Length > 0;

    public IEnumerable<string> All => new[] { Certificate, Key, Authorities }.Where(path => path.Length > 0);
}
