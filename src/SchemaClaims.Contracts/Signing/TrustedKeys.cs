using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;

namespace SchemaClaims.Contracts.Signing;

/// <summary>The public keys whose signatures count. Not safe for threads.</summary>
internal sealed class TrustedKeys
{
    private readonly Dictionary<string, ECDsa> _keys = new(StringComparer.Ordinal);

    private TrustedKeys()
    {
    }

    public int Count => _keys.Count;

    /// <summary>The names of the keys: <see cref="KeyIds"/>.</summary>
    public IReadOnlyList<string> Ids => [.. _keys.Keys];

    /// <summary>The names of the keys, for a person.</summary>
    public override string ToString() => string.Join(", ", _keys.Keys);

    /// <param name="sources">Each one or more public keys in PEM, or the path of a file with them.</param>
    /// <exception cref="KeyUnusableException">A file cannot be read, or has no key on P-256.</exception>
    public static TrustedKeys Load(IEnumerable<string> sources)
    {
        var keys = new TrustedKeys();
        foreach (var source in sources)
        {
            if (IsPem(source))
                keys.Add("A trusted key", source);
            else
                keys.Add($"The trusted key {source}", ReadFile(source));
        }

        return keys;
    }

    /// <param name="pems">Each one or more public keys in PEM.</param>
    /// <exception cref="KeyUnusableException">There is no key on P-256 in one of them.</exception>
    public static TrustedKeys Parse(IEnumerable<string> pems)
    {
        var keys = new TrustedKeys();
        foreach (var pem in pems)
            keys.Add("A trusted key", pem);
        return keys;
    }

    /// <summary>Whether one of the keys has signed a release.</summary>
    /// <param name="release">The release.</param>
    /// <param name="keyId">The key whose signature holds.</param>
    public SignatureStatus Check(Release release, out string? keyId)
    {
        keyId = null;
        if (release.Signatures.Count == 0)
            return SignatureStatus.Missing;
        var status = SignatureStatus.Untrusted;
        var content = SignedContent.Of(release);
        // One of each key, so that nobody can make us check thousands.
        foreach (var signature in release.Signatures.DistinctBy(signature => signature.KeyId))
        {
            if (!TryFind(signature.KeyId, out var key))
                continue;
            status = SignatureStatus.Invalid;
            if (!key.VerifyData(content, signature.Value.Span, P256.Hash, P256.SignatureFormat))
                continue;
            keyId = signature.KeyId;
            return SignatureStatus.Valid;
        }

        return status;
    }

    private static bool IsPem(string source) => source.AsSpan().TrimStart().StartsWith("-----BEGIN ", StringComparison.Ordinal);

    private static string ReadFile(string path)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new KeyUnusableException($"The trusted key {path} cannot be read: {failure.Message}", failure);
        }
    }

    private bool TryFind(string keyId, [NotNullWhen(true)] out ECDsa? key) => _keys.TryGetValue(keyId, out key);

    private void Add(string name, string pem)
    {
        var rest = pem.AsSpan();
        var found = false;
        for (; PemEncoding.TryFind(rest, out var fields); rest = rest[fields.Location.End..], found = true)
            Add(name, rest[fields.Label], rest[fields.Base64Data]);
        if (!found)
            throw new KeyUnusableException($"{name} cannot be used: there is no public key in PEM.");
    }

    private void Add(string name, ReadOnlySpan<char> label, ReadOnlySpan<char> base64)
    {
        if (label is not "PUBLIC KEY")
            throw new KeyUnusableException($"{name} cannot be used: there is a {label} where a PUBLIC KEY should be.");
        var key = ECDsa.Create();
        try
        {
            key.ImportSubjectPublicKeyInfo(Convert.FromBase64String(base64.ToString()), out _);
            if (!P256.Is(key))
                throw new KeyUnusableException($"{name} cannot be used: it is not on the curve P-256 (prime256v1).");
            _keys[KeyIds.Of(key)] = key;
        }
        catch (Exception malformed) when (P256.IsOfAKey(malformed))
        {
            throw new KeyUnusableException($"{name} cannot be used: it is no EC public key.", malformed);
        }
    }
}
