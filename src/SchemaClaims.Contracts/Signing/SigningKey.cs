using System.Security.Cryptography;

namespace SchemaClaims.Contracts.Signing;

/// <summary>A private key that signs releases. Not safe for threads.</summary>
internal sealed class SigningKey : IDisposable
{
    private readonly ECDsa _key;

    private SigningKey(ECDsa key)
    {
        _key = key;
        Id = KeyIds.Of(key);
    }

    public string Id { get; }

    /// <param name="pem">An unencrypted private key in PEM: PKCS#8 or SEC 1.</param>
    /// <exception cref="KeyUnusableException">It is none, or not on P-256.</exception>
    public static SigningKey Parse(string pem)
    {
        var key = ECDsa.Create();
        try
        {
            key.ImportFromPem(pem);
            if (!P256.Is(key))
                throw new KeyUnusableException("it is not on the curve P-256 (prime256v1)");
            // A public key alone can be read, too.
            key.SignData([], P256.Hash);
            return new SigningKey(key);
        }
        catch (Exception failure)
        {
            key.Dispose();
            if (P256.IsOfAKey(failure))
                throw new KeyUnusableException("it is no unencrypted EC private key in PEM (PKCS#8)", failure);
            throw;
        }
    }

    public ReleaseSignature Sign(Release release) => new(Id, _key.SignData(SignedContent.Of(release), P256.Hash, P256.SignatureFormat));

    public void Dispose() => _key.Dispose();
}
