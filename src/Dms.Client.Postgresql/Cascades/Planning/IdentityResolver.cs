using System.Runtime.InteropServices;
using Dms.Client.Postgresql.Cascades.Rewriting;

namespace Dms.Client.Postgresql.Cascades.Planning;

/// <summary>Works out the new identities, each after those that it takes values from.</summary>
internal static class IdentityResolver
{
    /// <returns>The documents whose identity changes, in that order.</returns>
    /// <exception cref="InvalidCascadeException">An identity depends on itself, or two references want different values of it.</exception>
    public static IReadOnlyList<CascadeDocument> Resolve(CascadePlan plan)
    {
        var followers = new Dictionary<CascadeDocument, List<CascadeDocument>>();
        var open = new Dictionary<CascadeDocument, int>();
        var ready = new Queue<CascadeDocument>();
        foreach (var document in plan.Documents)
        {
            if (document.Moved is null)
                continue;
            open[document] = document.IdentitySources.Count;
            if (document.IdentitySources.Count == 0)
                ready.Enqueue(document);
            foreach (var (source, _) in document.IdentitySources)
                (CollectionsMarshal.GetValueRefOrAddDefault(followers, source, out _) ??= []).Add(document);
        }

        var resolved = new List<CascadeDocument>(open.Count);
        while (ready.TryDequeue(out var document))
        {
            document.Moved!.After ??= ResolveOne(document);
            resolved.Add(document);
            foreach (var follower in followers.GetValueOrDefault(document, []))
            {
                if (--open[follower] == 0)
                    ready.Enqueue(follower);
            }
        }

        if (resolved.Count < open.Count)
        {
            var cyclic = open.First(document => document.Value > 0).Key;
            throw new InvalidCascadeException(
                cyclic.Uuid, cyclic.Resource.Schema.ResourceName,
                $"its identity {cyclic.Moved} depends on itself through the references that are part of it");
        }

        return resolved;
    }

    private static Identity ResolveOne(CascadeDocument document)
    {
        var before = document.Moved!.Before;
        var after = new IdentityValue[before.Values.Length];
        foreach (var (source, plan) in document.IdentitySources)
        {
            for (var i = 0; i < source.Moved!.NameCount; i++)
            {
                var name = source.Moved.NameAt(i);
                if (document.Resource.ReferencesTo(name.Name).Contains(plan))
                    Take(document, plan, name.After!, after);
            }
        }

        for (var i = 0; i < after.Length; i++)
            after[i] = after[i].IsNone ? before[i] : after[i];
        return new Identity(after);
    }

    private static void Take(CascadeDocument document, Schema.ReferencePlan plan, Identity identity, IdentityValue[] after)
    {
        for (var i = 0; i < plan.Rows.Length; i++)
        {
            var value = identity[plan.Places[i]];
            var place = Array.IndexOf(document.Resource.IdentitySlots, plan.Slots[plan.Rows[i]]);
            if (place < 0)
                continue;
            if (!after[place].IsNone && !after[place].Equals(value))
            {
                throw new InvalidCascadeException(
                    document.Uuid, document.Resource.Schema.ResourceName,
                    $"its identity would need both '{after[place]}' and '{value}' at {document.Resource.IdentityPaths[place]}");
            }

            after[place] = value;
        }
    }
}
