using Dms.Client.Postgresql.Cascades.Schema;

namespace Dms.Client.Postgresql.Cascades.Rewriting;

/// <summary>A document whose identity changes, under each name by which others can refer to it.</summary>
internal sealed class MovedIdentity
{
    private readonly Identity? _beforeAsSuperclass;
    private Identity? _afterAsSuperclass;

    public MovedIdentity(CascadeResource resource, Identity before)
    {
        Resource = resource;
        Before = before;
        _beforeAsSuperclass = resource.Superclass is { } superclass ? before.Select(superclass.Places) : null;
    }

    public CascadeResource Resource { get; }

    public Identity Before { get; }

    /// <summary>Null until everything that it depends on is known.</summary>
    public Identity? After
    {
        get;
        set
        {
            field = value;
            _afterAsSuperclass = Resource.Superclass is { } superclass ? value?.Select(superclass.Places) : null;
        }
    }

    /// <summary>How documents of a resource can refer to it, and how its identity reads there.</summary>
    public IEnumerable<(ReferencePlan Plan, Identity Before, Identity? After)> ReferencesFrom(CascadeResource referring)
    {
        foreach (var plan in referring.ReferencesTo(Resource.Name))
            yield return (plan, Before, After);
        if (Resource.Superclass is not { } superclass)
            yield break;
        foreach (var plan in referring.ReferencesTo(superclass.Name))
            yield return (plan, _beforeAsSuperclass!, _afterAsSuperclass);
    }

    /// <summary>The identity before, for a person.</summary>
    public override string ToString() => Before.ToString();
}
