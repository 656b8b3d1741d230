using System.Runtime.CompilerServices;

namespace Dms.Client.Claims;

/// <summary>The decisions for a claim set and a resource, by action.</summary>
internal sealed class ActionDecisions
{
    private readonly BySlot _bySlot;
    private readonly ClaimDecision _otherwise;
    private readonly DmsNameTable<ClaimDecision>? _others;

    /// <summary>One decision, whatever the action.</summary>
    public ActionDecisions(ClaimDecision always)
    {
        ((Span<ClaimDecision>)_bySlot).Fill(always);
        _otherwise = always;
    }

    /// <param name="decisions">The decisions for the actions that are covered.</param>
    /// <param name="notCovered">The decision for all others.</param>
    public ActionDecisions(IReadOnlyDictionary<ResourceAction, ClaimDecision> decisions, ClaimDecision notCovered)
        : this(notCovered)
    {
        var others = new List<KeyValuePair<string, ClaimDecision>>();
        foreach (var (action, decision) in decisions)
        {
            if (action.IsOther)
                others.Add(KeyValuePair.Create(action.Name, decision));
            else
                _bySlot[action.Slot] = decision;
        }

        _others = others.Count > 0 ? new DmsNameTable<ClaimDecision>(others) : null;
    }

    public ClaimDecision this[ResourceAction action] => action.Slot < ResourceAction.Slots ? _bySlot[action.Slot] : OfOther(action.Name);

    private ClaimDecision OfOther(string action) =>
        _others is not null && _others.TryGetValue(action, out var decision) ? decision : _otherwise;

    [InlineArray(ResourceAction.Slots)]
    private struct BySlot
    {
        private ClaimDecision _first;
    }
}
