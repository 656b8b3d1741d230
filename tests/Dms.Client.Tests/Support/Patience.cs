namespace Dms.Client.Tests.Support;

/// <summary>How long a test waits for what must come: only a failure takes so long.</summary>
internal static class Patience
{
    public static TimeSpan Limit { get; } = TimeSpan.FromSeconds(30);
}
