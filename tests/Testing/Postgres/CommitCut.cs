namespace Testing.Postgres;

/// <summary>When a connection is lost while it commits.</summary>
public enum CommitCut
{
    Never,

    /// <summary>The server does not hear of the commit.</summary>
    BeforeTheServerHears,

    /// <summary>The server has committed; the client does not hear of it.</summary>
    BeforeTheClientHears,
}
