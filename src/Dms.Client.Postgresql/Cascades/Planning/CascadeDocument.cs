using Dms.Client.Postgresql.Cascades.Rewriting;
using Dms.Client.Postgresql.Cascades.Schema;

namespace Dms.Client.Postgresql.Cascades.Planning;

/// <summary>A document that a cascade writes.</summary>
internal sealed class CascadeDocument(
    DocumentKey key, Guid uuid, uint version, CascadeResource resource, ReadOnlyMemory<byte> body, int level)
{
    public DocumentKey Key => key;

    public Guid Uuid => uuid;

    /// <summary>The transaction that wrote it last: another one is another version.</summary>
    public uint Version => version;

    public CascadeResource Resource => resource;

    /// <summary>The document as it stands; of the changed one the document that was handed in.</summary>
    public ReadOnlyMemory<byte> Body => body;

    /// <summary>0 for the changed document, then the least number of references to it.</summary>
    public int Level => level;

    /// <summary>What it refers to and changes its identity.</summary>
    public List<MovedIdentity> Referenced { get; } = new(1);

    /// <summary>Those references that are part of its identity.</summary>
    public List<(CascadeDocument Document, ReferencePlan Plan)> IdentitySources { get; } = new(1);

    /// <summary>Null as long as its identity stays.</summary>
    public MovedIdentity? Moved { get; set; }

    /// <summary>Whether any document refers to one whose identity changes.</summary>
    public bool IsReferenced { get; set; }

    /// <summary>The aliases of one whose identity changes, in the order in which they were made.</summary>
    public List<StoredAlias> Aliases { get; } = new(1);
}
