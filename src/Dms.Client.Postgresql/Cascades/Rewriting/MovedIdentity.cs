using Dms.Client.Postgresql.Cascades.Schema;

namespace Dms.Client.Postgresql.Cascades.Rewriting;

/// <summary>A document whose identity changes, under each name by which others can refer to it.</summary>
internal sealed class MovedIdentity(CascadeResource resource, Identity before)
{
    private readonly Identity? _beforeAsSuperclass = resource.Superclass is { } superclass ? before.Select(superclass.Places) : null;
    private Identity? _afterAsSuperclass;

    public CascadeResource Resource => resource;

    public Identity Before => before;

    /// <summary>Null until everything that it depends on is known.</summary>
    public Identity? After
    {
        get;
        set
        {
            field = value;
            _afterAsSuperclass = resource.Superclass is { } superclass ? value?.Select(superclass.Places) : null;
        }
    }

    /// <summary>How many names it has: 2 for a document of a subclass.</summary>
    public int NameCount => resource.Superclass is null ? 1 : 2;

    /// <summary>Its own name at 0, that under the resource above at 1.</summary>
    public MovedName NameAt(int index) => index == 0
        ? new MovedName(resource.Name, before, After)
        : new MovedName(resource.Superclass!.Name, _beforeAsSuperclass!, _afterAsSuperclass);

    /// <summary>The identity before, for a person.</summary>
    public override string ToString() => before.ToString();
}
