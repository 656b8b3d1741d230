namespace SchemaClaims.Contracts;

/// <summary>A point in a store's history. Generations grow within an epoch; epochs have no order.</summary>
internal readonly record struct Position(string Epoch, long Generation)
{
    public override string ToString() => $"{Generation} of epoch {Epoch}";
}
