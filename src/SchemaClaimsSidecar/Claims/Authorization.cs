namespace SchemaClaimsSidecar.Claims;

/// <summary>What a claim set may do with the claims that share it: actions in the order in which they were found.</summary>
internal sealed class Authorization
{
    private readonly ActionStrategies[] _actions;
    private readonly ActionStrategies[] _sorted;

    public Authorization(ActionStrategies[] actions)
    {
        _actions = actions;
        _sorted = [.. actions];
        Array.Sort(_sorted, static (left, right) => string.CompareOrdinal(left.Action, right.Action));
    }

    public ReadOnlySpan<ActionStrategies> Actions => _actions;

    /// <summary>Equality that minds neither the order of actions nor that of strategies.</summary>
    public static IEqualityComparer<Authorization> Unordered { get; } = new UnorderedComparer();

    private sealed class UnorderedComparer : IEqualityComparer<Authorization>
    {
        public bool Equals(Authorization? left, Authorization? right)
        {
            if (left!._sorted.Length != right!._sorted.Length)
                return false;
            for (var i = 0; i < left._sorted.Length; i++)
            {
                if (left._sorted[i].Strategies.UnorderedId != right._sorted[i].Strategies.UnorderedId
                    || left._sorted[i].Action != right._sorted[i].Action)
                    return false;
            }

            return true;
        }

        public int GetHashCode(Authorization authorization)
        {
            var hash = authorization._sorted.Length;
            foreach (var action in authorization._sorted)
                hash = HashCode.Combine(hash, action.Action, action.Strategies.UnorderedId);
            return hash;
        }
    }
}
