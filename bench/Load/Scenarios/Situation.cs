namespace Load.Scenarios;

/// <summary>What goes on besides the requests.</summary>
public enum Situation
{
    /// <summary>All that follows, once, and what is measured does not count.</summary>
    WarmUp,

    /// <summary>Nothing.</summary>
    Steady,

    /// <summary>Nothing; held against the steady state before and after, as if something went on.</summary>
    Control,

    /// <summary>The schema is uploaded again and again, with a small extension and without it.</summary>
    Upload,

    /// <summary>Claims change, and are asked for anew.</summary>
    Refresh,

    /// <summary>The Configuration Service refuses connections, from soon after the beginning until shortly before the end.</summary>
    Outage,
}
