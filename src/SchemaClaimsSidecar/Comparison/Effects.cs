namespace SchemaClaimsSidecar.Comparison;

/// <summary>What a change means to the clients of the API that there are already; docs/diff.md.</summary>
[Flags]
internal enum Effects
{
    /// <summary>Whatever worked goes on as it did.</summary>
    Compatible = 0,

    /// <summary>A POST, PUT or DELETE that was accepted may be refused, or lose what it carries.</summary>
    BreaksWriters = 1,

    /// <summary>A GET or a query that worked may be refused, or answer what its reader was not told to expect.</summary>
    BreaksReaders = 2,

    /// <summary>A client may be denied what it was allowed.</summary>
    NarrowsAccess = 4,

    /// <summary>A client may be allowed what it was denied.</summary>
    WidensAccess = 8,

    BreaksBoth = BreaksWriters | BreaksReaders,

    /// <summary>Nobody can say which way.</summary>
    ChangesAccess = NarrowsAccess | WidensAccess,

    /// <summary>What takes from a client something that worked.</summary>
    Breaking = BreaksBoth | NarrowsAccess,
}
