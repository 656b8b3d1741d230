namespace Dms.Client.Snapshots;

/// <summary>How the client stands with its sidecar.</summary>
public enum SubscriptionState
{
    /// <summary>It has no stream, and waits before it opens one again.</summary>
    Disconnected,

    /// <summary>It opens a stream, and has not heard anything on it yet.</summary>
    Connecting,

    /// <summary>It hears the sidecar.</summary>
    Connected,
}
