using System.Text.Json.Nodes;

namespace Dms.Client.Postgresql.Tests.Cascades.Support;

/// <summary>A random document: its own keys and, for each reference, the documents that it refers to.</summary>
internal sealed class RandomDocument(RandomResource resource, JsonValue[] keys)
{
    public RandomResource Resource => resource;

    public JsonValue[] Keys => keys;

    public Dictionary<RandomReference, RandomDocument[][]> Targets { get; } = [];

    public IEnumerable<JsonNode> Identity =>
    [
        .. keys.Select(key => key.DeepClone()),
        .. resource.References.Where(reference => reference.IsIdentity)
            .SelectMany(reference => Targets[reference][0][0].Identity),
    ];

    public JsonObject Build()
    {
        var body = new JsonObject { ["note"] = "Größe <b> & 'x'" };
        for (var i = 0; i < keys.Length; i++)
            body[$"key{i}"] = keys[i].DeepClone();
        foreach (var (reference, rows) in Targets)
            Place(body, reference, rows);
        return body;
    }

    private static void Place(JsonObject body, RandomReference reference, RandomDocument[][] rows)
    {
        switch (reference.Shape)
        {
            case ReferenceShape.Single when rows.Length > 0:
                body[reference.Property] = ReferenceTo(reference, rows[0][0]);
                break;
            case ReferenceShape.List:
                body[reference.Property] = ItemsOf(reference, rows.SelectMany(row => row));
                break;
            case ReferenceShape.NestedList:
                body[reference.Property] = new JsonArray([.. rows.Select(row => new JsonObject { ["inner"] = ItemsOf(reference, row) })]);
                break;
        }
    }

    private static JsonArray ItemsOf(RandomReference reference, IEnumerable<RandomDocument> targets) =>
        new([.. targets.Select(target => new JsonObject { ["reference"] = ReferenceTo(reference, target) })]);

    private static JsonObject ReferenceTo(RandomReference reference, RandomDocument target) =>
        new(reference.Fields.Zip(target.Identity, (field, value) => KeyValuePair.Create<string, JsonNode?>(field, value)));
}
