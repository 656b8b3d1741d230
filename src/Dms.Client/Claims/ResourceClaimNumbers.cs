using System.Numerics;
using Dms.Client.Schema;

namespace Dms.Client.Claims;

/// <summary>The resource claim of each resource of a snapshot. Found by the resource itself, which costs less than by its URI.</summary>
internal sealed class ResourceClaimNumbers
{
    private readonly ClaimCatalog _catalog;
    private readonly ApiSchema _schema;
    private readonly (ResourceSchema? Resource, int Number)[] _slots;

    public ResourceClaimNumbers(ClaimCatalog catalog, ApiSchema schema)
    {
        _catalog = catalog;
        _schema = schema;
        var resources = schema.Projects.SelectMany(project => project.Resources).ToArray();
        _slots = new (ResourceSchema?, int)[BitOperations.RoundUpToPowerOf2((uint)resources.Length * 2 + 1)];
        foreach (var resource in resources)
        {
            var at = resource.Ordinal;
            while (SlotAt(at).Resource is not null)
                at++;
            SlotAt(at) = (resource, NumberOf(resource.ResourceClaimUri));
        }
    }

    /// <summary>Whether it was made of exactly these objects.</summary>
    public bool IsMadeOf(ClaimCatalog catalog, ApiSchema schema) => ReferenceEquals(_catalog, catalog) && ReferenceEquals(_schema, schema);

    /// <summary>The number among the claims; also of a resource of another snapshot, by its URI.</summary>
    public int NumberOf(ResourceSchema resource)
    {
        for (var at = resource.Ordinal; ; at++)
        {
            ref readonly var slot = ref SlotAt(at);
            if (ReferenceEquals(slot.Resource, resource))
                return slot.Number;
            if (slot.Resource is null)
                return NumberOf(resource.ResourceClaimUri);
        }
    }

    private int NumberOf(string uri) => _catalog.NumberOf(uri);

    private ref (ResourceSchema? Resource, int Number) SlotAt(int at) => ref _slots[at & (_slots.Length - 1)];
}
