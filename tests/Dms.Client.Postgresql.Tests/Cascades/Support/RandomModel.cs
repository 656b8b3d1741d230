using System.Text.Json.Nodes;
using Dms.Client.Postgresql.Tests.Support;
using Dms.Client.Schema;

namespace Dms.Client.Postgresql.Tests.Cascades.Support;

/// <summary>
/// Random resources and documents that refer to each other. The documents are built from a model that knows who refers to whom, so that
/// building them again after a change of the model says what a cascade must make of them.
/// </summary>
internal sealed class RandomModel
{
    private const string Superclass = "Base";

    private readonly Random _random;
    private readonly List<RandomResource> _resources = [];
    private int _values;

    public RandomModel(int seed)
    {
        _random = new Random(seed);
        var count = _random.Next(3, 8);
        for (var i = 0; i < count; i++)
            _resources.Add(CreateResource(i));
        Schema = TestSchema.Of(_resources.Select(resource => resource.ToResource()));
        foreach (var resource in _resources)
        {
            for (var i = _random.Next(1, 5); i > 0; i--)
                Documents.Add(CreateDocument(resource));
        }
    }

    public ApiSchema Schema { get; }

    /// <summary>The documents; none refers to a later one.</summary>
    public List<RandomDocument> Documents { get; } = [];

    /// <summary>Gives a document another identity.</summary>
    public RandomDocument ChangeOne()
    {
        var document = Documents[_random.Next(Documents.Count)];
        document.Keys[_random.Next(document.Keys.Length)] = NewValue();
        return document;
    }

    private RandomResource CreateResource(int index)
    {
        var isSubclass = _random.Next(4) == 0;
        var resource = new RandomResource($"Resource{index}", isSubclass ? Superclass : null, isSubclass ? 1 : _random.Next(1, 3));
        for (var i = isSubclass ? 0 : _random.Next(0, 4); i > 0 && index > 0; i--)
        {
            var target = _resources[_random.Next(index)];
            var asSuperclass = target.Superclass is not null && _random.Next(2) == 0;
            var shape = (ReferenceShape)_random.Next(3);
            var isIdentity = shape == ReferenceShape.Single && target.IdentityPaths.Count < 12 && _random.Next(3) > 0;
            resource.References.Add(new RandomReference($"Role{i}", $"role{i}", target, asSuperclass, shape, isIdentity));
        }

        return resource;
    }

    private RandomDocument CreateDocument(RandomResource resource)
    {
        var document = new RandomDocument(resource, [.. Enumerable.Range(0, resource.KeyCount).Select(_ => NewValue())]);
        foreach (var reference in resource.References)
        {
            var targets = Documents.Where(target => target.Resource == reference.Target).ToArray();
            document.Targets[reference] = reference.Shape == ReferenceShape.Single
                ? reference.IsIdentity || _random.Next(3) > 0 ? [[targets[_random.Next(targets.Length)]]] : []
                : [.. Enumerable.Range(0, _random.Next(0, 3)).Select(_ =>
                    Enumerable.Range(0, _random.Next(0, 3)).Select(_ => targets[_random.Next(targets.Length)]).ToArray())];
        }

        return document;
    }

    private JsonValue NewValue()
    {
        var value = ++_values;
        return _random.Next(4) switch
        {
            0 => JsonValue.Create(value),
            1 => JsonValue.Create(value + 0.25m),
            2 => JsonValue.Create($"v{value} \"\\ 'é😀\t"),
            _ => JsonValue.Create($"v{value}"),
        };
    }
}
