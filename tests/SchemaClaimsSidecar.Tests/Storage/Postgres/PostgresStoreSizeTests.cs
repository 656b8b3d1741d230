using SchemaClaims.Contracts;
using SchemaClaimsSidecar.Snapshots;
using SchemaClaimsSidecar.Storage;
using SchemaClaimsSidecar.Tests.Snapshots;
using Testing.Postgres;

namespace SchemaClaimsSidecar.Tests.Storage.Postgres;

public class PostgresStoreSizeTests
{
    [PostgresFact]
    public async Task Snapshot_OfManyAndLargeParts_IsReadWholeByAnother()
    {
        await using var database = await PostgresStoreFixture.CreateDatabaseAsync();
        var noise = new byte[20_000_000];
        new Random(1).NextBytes(noise);
        Part[] parts =
        [
            Part.Of(PartNames.ResourcesOpenApi, noise),
            .. Enumerable.Range(0, 2000).Select(i => SnapshotSamples.Part(PartNames.Resource("ed-fi", "r" + i), new string('x', i))),
        ];
        var core = SnapshotSamples.Document("core.json", "{}");
        var snapshot = SnapshotComposer.Compose(SnapshotSamples.Schema(core, parts), claims: null, current: null).Snapshot;
        await using (var store = await PostgresStoreFixture.OpenAsync(database.ConnectionString))
            await store.AppendAsync(new NewRelease(0, snapshot, [core], "upload", "ann", ""), default);

        await using var another = await PostgresStoreFixture.OpenAsync(database.ConnectionString);
        var current = (await another.ReadCurrentAsync(default))!.Snapshot;

        Assert.Equal(snapshot.Id, current.Id);
        Assert.All(snapshot.Parts.Zip(current.Parts), pair => Assert.True(pair.First.Content.Span.SequenceEqual(pair.Second.Content.Span)));
    }
}
