namespace Dms.Client.Postgresql.Cascades.Rewriting;

/// <summary>Whether a document refers to another under one name of the model.</summary>
internal enum ReferenceMatch
{
    /// <summary>It has no reference of this name.</summary>
    None,

    /// <summary>It has references of this name, all of them to other documents.</summary>
    Others,

    /// <summary>It refers to the document.</summary>
    Matched,
}
