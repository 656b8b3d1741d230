using Microsoft.Extensions.Logging.Abstractions;
using SchemaClaims.Contracts;
using SchemaClaimsSidecar.Documents;
using SchemaClaimsSidecar.Snapshots;
using SchemaClaimsSidecar.Storage;

namespace ReleaseAppender;

/// <summary>
/// Arguments: the folder of a file store, a seed. Prints <c>opening</c>, then a line for every acknowledged release:
/// its generation and its snapshot.
/// </summary>
internal static class Appender
{
    private const int MaxPartLength = 200_000;

    public static async Task Main(string[] arguments)
    {
        var random = new Random(int.Parse(arguments[1], null));
        Console.WriteLine("opening");
        await using var store = FileStoreOpener.Open(arguments[0], TimeProvider.System, NullLogger<FileStore>.Instance);
        while (true)
        {
            var current = await store.ReadCurrentAsync(default);
            var expected = current?.Release.Record.Generation ?? 0;
            var input = InputDocument.Of("claims.json", Noise(random));
            var claims = new ClaimsContent(
                [new ManifestInput("claims", input.Name, input.Digest, input.Content.Length)],
                [Part.Of(PartNames.Claims, Noise(random)), Part.Of(PartNames.Claims + "/tenant" + random.Next(3), Noise(random))]);
            var composed = SnapshotComposer.Compose(schema: null, claims, current?.Snapshot);
            var release = await store.AppendAsync(new NewRelease(expected, composed.Snapshot, [input], "upload", "appender", ""), default);
            Console.WriteLine($"{release.Record.Generation} {release.SnapshotId}");
        }
    }

    private static byte[] Noise(Random random)
    {
        var bytes = new byte[random.Next(MaxPartLength)];
        random.NextBytes(bytes);
        return bytes;
    }
}
