using System.Collections.Immutable;

namespace Dms.Client.Postgresql.Authorization;

/// <summary>What the database says about a subject.</summary>
/// <param name="Organizations">The ids of education organizations.</param>
/// <param name="Stored">The same as DMS keeps them with a document: a JSON array of strings; null when there are none.</param>
internal sealed record AuthorizationAnswer(ImmutableArray<long> Organizations, byte[]? Stored)
{
    public static AuthorizationAnswer None { get; } = new([], null);

    public bool ContainsAny(ImmutableArray<long> organizations)
    {
        foreach (var organization in organizations)
        {
            if (Organizations.Contains(organization))
                return true;
        }

        return false;
    }
}
