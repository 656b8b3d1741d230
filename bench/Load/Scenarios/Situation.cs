namespace Load.Scenarios;

/// <summary>What goes on besides the requests.</summary>
public enum Situation
{
    /// <summary>Nothing, and what is measured does not count.</summary>
    WarmUp,

    /// <summary>Nothing.</summary>
    Steady,

    /// <summary>The schema is uploaded again and again, with a small extension and without it.</summary>
    Upload,

    /// <summary>Claims change; they expire, or are refreshed, four times.</summary>
    Refresh,

    /// <summary>The Configuration Service refuses connections, from soon after the beginning until shortly before the end.</summary>
    Outage,
}
