namespace Dms.Client.Claims;

/// <summary>What a request wants to do with a resource. The default value is no action, and granted to nobody.</summary>
public readonly struct ResourceAction : IEquatable<ResourceAction>
{
    /// <summary>How many slots a table needs that is indexed by <see cref="Slot"/>.</summary>
    internal const int Slots = 6;

    private const byte OtherSlot = Slots;

    private static readonly string[] Names = ["", "Create", "Read", "Update", "Delete", "ReadChanges"];

    private readonly string? _name;

    private ResourceAction(byte slot, string? name)
    {
        Slot = slot;
        _name = name;
    }

    /// <summary>POST.</summary>
    public static ResourceAction Create => new(1, null);

    /// <summary>GET.</summary>
    public static ResourceAction Read => new(2, null);

    /// <summary>PUT.</summary>
    public static ResourceAction Update => new(3, null);

    /// <summary>DELETE.</summary>
    public static ResourceAction Delete => new(4, null);

    /// <summary>GET of <c>/deletes</c> and <c>/keyChanges</c>, since DMS of 2026.</summary>
    public static ResourceAction ReadChanges => new(5, null);

    /// <summary>The name as claim sets write it, such as <c>Create</c>; empty for the default value.</summary>
    public string Name => _name ?? Names[Slot];

    /// <summary>Where the action stands in a table; <see cref="IsOther"/> ones stand in none.</summary>
    internal byte Slot { get; }

    /// <summary>Whether the action is none of those that DMS knows.</summary>
    internal bool IsOther => Slot == OtherSlot;

    /// <summary>The action of this name, ignoring case as DMS does; one that DMS does not know is kept as written.</summary>
    /// <exception cref="ArgumentException">The name is null or empty.</exception>
    public static ResourceAction Parse(string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        var slot = Array.IndexOf(Names, name);
        if (slot < 0)
            slot = Array.FindIndex(Names, 1, known => DmsNames.Equal(known, name));
        return slot < 0 ? new ResourceAction(OtherSlot, name) : new ResourceAction((byte)slot, null);
    }

    /// <inheritdoc/>
    public bool Equals(ResourceAction other) => Slot == other.Slot && (!IsOther || DmsNames.Equal(Name, other.Name));

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is ResourceAction other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => IsOther ? DmsNames.Comparer.GetHashCode(Name) : Slot;

    /// <inheritdoc/>
    public override string ToString() => Name;

    /// <summary>Whether two actions are the same.</summary>
    public static bool operator ==(ResourceAction left, ResourceAction right) => left.Equals(right);

    /// <summary>Whether two actions differ.</summary>
    public static bool operator !=(ResourceAction left, ResourceAction right) => !left.Equals(right);
}
