namespace MiniDms.Serving;

/// <summary>The pipelines of DMS, by what a request does.</summary>
internal enum Pipeline
{
    Upsert,
    Query,
    Update,
    Delete,
}
