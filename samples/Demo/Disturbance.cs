namespace Demo;

/// <summary>The span from an upload's first byte at the sidecar to its release being in use.</summary>
internal sealed record Disturbance(DateTimeOffset From, DateTimeOffset To)
{
    public bool Covers(DateTimeOffset moment) => From <= moment && moment <= To;
}
