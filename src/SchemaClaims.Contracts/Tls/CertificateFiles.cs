using System.Security.Authentication;
using System.Security.Cryptography;

namespace SchemaClaims.Contracts.Tls;

/// <summary>
/// Certificates in files that are exchanged from time to time: read again whenever the file system says something else of them. Files
/// that cannot be used leave what was read before.
/// </summary>
/// <param name="paths">The files.</param>
/// <param name="changed">Told whenever the files were read: null when they can be used, else what is wrong.</param>
internal sealed class CertificateFiles(CertificatePaths paths, Action<string?> changed)
{
    private readonly Lock _lock = new();
    private FileStamp[] _seen = [];
    private Certificates? _current;
    private string? _problem;

    /// <summary>What is wrong with the files now, for a person; null when nothing is.</summary>
    public string? Problem
    {
        get { lock (_lock) return _problem; }
    }

    /// <summary>The newest that could be used; null when none could yet.</summary>
    public Certificates? Refresh()
    {
        lock (_lock)
        {
            FileStamp[] stamps = [.. paths.All.Select(FileStamp.Of)];
            if (!stamps.SequenceEqual(_seen))
                Read(stamps);
            return _current;
        }
    }

    /// <summary>The newest that could be used.</summary>
    /// <exception cref="AuthenticationException">None could yet.</exception>
    public Certificates Get() => Refresh() ?? throw new AuthenticationException($"The certificates cannot be used: {Problem}");

    private void Read(FileStamp[] stamps)
    {
        _seen = stamps;
        try
        {
            (_current, _problem) = (Certificates.Read(paths), null);
        }
        catch (Exception unusable) when (
            unusable is CryptographicException or ArgumentException or IOException or UnauthorizedAccessException)
        {
            _problem = unusable.Message;
        }

        changed(_problem);
    }
}
