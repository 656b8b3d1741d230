using SchemaClaims.Contracts.Signing;

namespace SchemaClaimsSidecar.Signing;

/// <summary>A file with a private key. When it changes the new key is used; while it cannot be used, the last one that could.</summary>
internal sealed class SigningKeyFile(string path) : IDisposable
{
    // The group may read: that is how Kubernetes gives a secret to a process that is not root.
    private const UnixFileMode TooOpen =
        UnixFileMode.GroupWrite | UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;

    private string? _pem;

    public string Path => path;

    /// <summary>The key; null before the first <see cref="Refresh"/> that succeeded.</summary>
    public SigningKey? Key { get; private set; }

    /// <summary>Whether others than the sidecar may use the file.</summary>
    public bool IsTooOpen { get; private set; }

    /// <summary>What is wrong with the file now, for a person; null when nothing is.</summary>
    public string? Problem { get; private set; }

    /// <summary>The content of the file and its mode.</summary>
    /// <exception cref="KeyUnusableException">It cannot be read.</exception>
    public static (string Pem, UnixFileMode Mode) Read(string path)
    {
        try
        {
            using var stream = File.OpenRead(path);
            using var reader = new StreamReader(stream);
            // Of the open file: the path may be a link, which has a mode of its own.
            var mode = OperatingSystem.IsWindows() ? UnixFileMode.None : File.GetUnixFileMode(stream.SafeFileHandle);
            return (reader.ReadToEnd(), mode);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new KeyUnusableException(failure.Message, failure);
        }
    }

    public static string Explain(string path, KeyUnusableException unusable) =>
        $"the key file '{path}' cannot be used: {unusable.Message}.";

    /// <summary>Looks at the file again. Returns whether it has another key than before.</summary>
    public bool Refresh()
    {
        try
        {
            var (pem, mode) = Read(path);
            Problem = null;
            IsTooOpen = (mode & TooOpen) != 0;
            if (pem == _pem)
                return false;
            var key = SigningKey.Parse(pem);
            Key?.Dispose();
            (Key, _pem) = (key, pem);
            return true;
        }
        catch (KeyUnusableException unusable)
        {
            Problem = Explain(path, unusable);
            return false;
        }
    }

    public void Dispose() => Key?.Dispose();
}
