using System.Text.Json.Nodes;
using Dms.Client.Postgresql.Cascades;
using Dms.Client.Postgresql.Tests.Cascades.Support;
using Dms.Client.Postgresql.Tests.Support;
using Testing.Postgres;
using Xunit.Abstractions;

namespace Dms.Client.Postgresql.Tests.Cascades;

public sealed class IdentityCascadeRandomTests(ITestOutputHelper output)
{
    private const int Models = 25;
    private const int Changes = 4;

    [PostgresFact]
    [Trait("Category", "Long")]
    public async Task Update_RandomSchemasAndDocuments_EqualsDocumentsBuiltAnew()
    {
        var first = Random.Shared.Next();
        output.WriteLine($"Seeds {first} to {first + Models - 1}");
        await using var home = await CascadeRig.CreateAsync();
        for (var seed = first; seed < first + Models; seed++)
            await CheckAsync(home, new RandomModel(seed), seed);
    }

    private static async Task CheckAsync(CascadeRig home, RandomModel model, int seed)
    {
        var rig = await home.StartAgainAsync(model.Schema);
        var stored = new Dictionary<RandomDocument, StoredDocument>();
        foreach (var document in model.Documents)
            stored[document] = await rig.InsertAsync(document.Resource.Name, document.Build().ToJsonString());
        for (var change = 1; change <= Changes; change++)
        {
            var before = model.Documents.ToDictionary(document => document, document => document.Build());
            var root = model.ChangeOne();
            // What the root refers to has the identity that it had before: only the root's own keys are new.
            var result = await rig.UpdateAsync(stored[root], root.Resource.Name, root.Build().ToJsonString());

            var fanOut = Assert.IsType<IdentityUpdateResult.Updated>(result).FanOut;
            var changed = model.Documents.Where(document => !JsonNode.DeepEquals(before[document], document.Build()));
            Assert.Equal(changed.Count(document => document != root), fanOut.Documents);
            foreach (var document in model.Documents)
            {
                var (expected, actual) = (document.Build(), await rig.BodyAsync(stored[document]));
                Assert.True(JsonNode.DeepEquals(expected, actual), $"Seed {seed}, change {change}: expected {expected}, found {actual}");
                Assert.Equal(stored[document].Uuid, await rig.FindAsync(document.Resource.Name, expected.ToJsonString()));
            }
        }
    }
}
