namespace Dms.Client.Gates;

/// <summary>Whether a gate lets a snapshot pass.</summary>
public sealed class GateResult
{
    private GateResult(string? reason) => Reason = reason;

    /// <summary>The gate is open.</summary>
    public static GateResult Open { get; } = new(null);

    /// <summary>Whether the gate is open.</summary>
    public bool IsOpen => Reason is null;

    /// <summary>Why the gate is closed, for a person; null when it is open.</summary>
    public string? Reason { get; }

    /// <summary>The gate is closed for now.</summary>
    /// <param name="reason">Why, for a person: the administrator reads it.</param>
    public static GateResult Closed(string reason)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(reason);
        return new GateResult(reason);
    }
}
