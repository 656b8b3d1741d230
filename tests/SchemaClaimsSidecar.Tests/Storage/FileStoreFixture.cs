using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using SchemaClaims.Contracts;
using SchemaClaimsSidecar.Snapshots;
using SchemaClaimsSidecar.Storage;
using SchemaClaimsSidecar.Tests.Snapshots;
using Testing;

namespace SchemaClaimsSidecar.Tests.Storage;

/// <summary>A file store in a folder of its own, and the short forms that its tests need.</summary>
internal static class FileStoreFixture
{
    public static FileStore Open(string folder) => FileStoreOpener.Open(folder, new ManualTimeProvider(), NullLogger<FileStore>.Instance);

    /// <summary>Publishes a snapshot that the text tells from every other.</summary>
    public static Task<Release> AppendAsync(this IReleaseStore store, long expected, string text, string reason = "")
    {
        var snapshot = SnapshotSamples.Snapshot("students " + text, "schools", "claims " + text, out var inputs);
        return store.AppendAsync(new NewRelease(expected, snapshot, inputs, "upload", "ann", reason), default);
    }

    /// <summary>A store of so many releases; returns the names and contents of every snapshot by its id.</summary>
    public static async Task<Dictionary<Digest, string>> FillAsync(string folder, int releases)
    {
        var snapshots = new Dictionary<Digest, string>();
        await using var store = Open(folder);
        for (var generation = 0; generation < releases; generation++)
        {
            await store.AppendAsync(generation, "of " + generation);
            var current = (await store.ReadCurrentAsync(default))!.Snapshot;
            snapshots[current.Id] = Describe(current);
        }

        return snapshots;
    }

    public static string Describe(Snapshot snapshot) =>
        string.Join('\n', snapshot.Parts.Select(part => $"{part.Name}: {Encoding.UTF8.GetString(part.Content.Span)}"));
}
