using SchemaClaims.Contracts;
using SchemaClaims.Contracts.Packs;

namespace SchemaClaimsSidecar.Storage;

/// <summary>Reads blobs one after the other, opening each pack once. For one caller.</summary>
internal sealed class BlobReader(PackFolder packs) : IDisposable
{
    private readonly Dictionary<long, PackFile> _open = [];

    /// <summary>The bytes of a blob; null when the store has no such blob.</summary>
    /// <exception cref="StoreDamagedException">The bytes are not what was written.</exception>
    /// <exception cref="StoreUnavailableException">The pack cannot be read.</exception>
    public ReadOnlyMemory<byte>? Read(Digest digest)
    {
        if (packs.StateOf(digest) is not { } state)
            return null;
        var path = packs.PathOf(state.Generation);
        try
        {
            if (!Open(state.Generation).TryRead(digest, out var content))
                throw new PackUnreadableException(path, $"blob {digest} is not in it any more");
            packs.Mark(digest, state, sound: true);
            return content;
        }
        catch (Exception damage) when (WhatIsDamaged(damage) is { } what)
        {
            packs.Mark(digest, state, sound: false);
            throw new StoreDamagedException(Describe(path, what), damage);
        }
        catch (Exception refused) when (FileSystemErrors.IsOne(refused))
        {
            throw FileSystemErrors.Explain($"'{path}' cannot be read", refused);
        }
    }

    /// <summary>Whether the store has these bytes, sound: it saw them so, or it looks now.</summary>
    public bool Holds(Digest digest)
    {
        try
        {
            return packs.StateOf(digest) is { IsVerified: true } || Read(digest) is not null;
        }
        catch (StoreDamagedException)
        {
            return false;
        }
    }

    /// <summary>What is wrong with a pack, and what to do.</summary>
    public static string Describe(string path, string what) =>
        $"'{path}' is damaged: {what}. Restore the file from a backup and restart, "
        + "or publish the schema and the claims again: what is damaged is then written anew.";

    public void Dispose()
    {
        foreach (var pack in _open.Values)
            pack.Dispose();
    }

    private static string? WhatIsDamaged(Exception exception) => exception switch
    {
        PackUnreadableException unreadable => unreadable.What,
        FileNotFoundException or DirectoryNotFoundException => "the file is gone",
        IOException { HResult: FileSystemErrors.InputOutput } => "the disk cannot read it",
        _ => null,
    };

    private PackFile Open(long generation) =>
        _open.TryGetValue(generation, out var pack) ? pack : _open[generation] = packs.OpenPack(generation);
}
