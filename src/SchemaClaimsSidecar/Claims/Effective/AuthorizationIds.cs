namespace SchemaClaimsSidecar.Claims.Effective;

/// <summary>Numbers the distinct authorizations of a claim set from 1, in the order in which they are first met.</summary>
internal sealed class AuthorizationIds
{
    private readonly Dictionary<Authorization, int> _ids = new(Authorization.Unordered);
    private readonly List<Authorization> _inOrder = [];

    public IReadOnlyList<Authorization> InOrder => _inOrder;

    public int Of(Authorization authorization)
    {
        if (_ids.TryGetValue(authorization, out var id))
            return id;
        _inOrder.Add(authorization);
        id = _inOrder.Count;
        _ids.Add(authorization, id);
        return id;
    }
}
