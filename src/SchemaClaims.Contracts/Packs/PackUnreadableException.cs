namespace SchemaClaims.Contracts.Packs;

/// <summary>A pack, or a blob in it, is not what was written. Nothing of it is given out.</summary>
internal sealed class PackUnreadableException(string path, string what)
    : Exception($"The pack '{path}' cannot be used: {what}. Restore the file from a backup, or delete it and publish again what it held.")
{
    /// <summary>The pack.</summary>
    public string Path { get; } = path;

    /// <summary>What is wrong with it, without its name and without advice.</summary>
    public string What { get; } = what;
}
