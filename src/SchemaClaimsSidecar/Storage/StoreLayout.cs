using System.Globalization;

namespace SchemaClaimsSidecar.Storage;

/// <summary>Where things lie in the folder of a file store.</summary>
internal sealed class StoreLayout(string folder)
{
    private const string PackExtension = ".pack";

    public string Folder { get; } = Path.GetFullPath(folder);

    /// <summary>Held open, and locked, by the process that uses the store.</summary>
    public string Lock => Path.Combine(Folder, "lock");

    public string Identity => Path.Combine(Folder, "store.json");

    public string Log => Path.Combine(Folder, "releases.log");

    public string Forgotten => Path.Combine(Folder, "forgotten.json");

    public string Packs => Path.Combine(Folder, "packs");

    /// <summary>The pack with what a release brought that no earlier one had.</summary>
    public string Pack(long generation) => Path.Combine(Packs, generation.ToString("D12", CultureInfo.InvariantCulture) + PackExtension);

    /// <summary>The generations that have a pack, in order.</summary>
    public long[] ListPacks() =>
        [.. Directory.EnumerateFiles(Packs, "*" + PackExtension).Select(GenerationOf).OfType<long>().Order()];

    private static long? GenerationOf(string path) =>
        long.TryParse(Path.GetFileNameWithoutExtension(path), NumberStyles.None, CultureInfo.InvariantCulture, out var generation)
            ? generation
            : null;
}
