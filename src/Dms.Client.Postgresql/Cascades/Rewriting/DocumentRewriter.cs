using System.Collections.Frozen;
using System.Text.Json;
using Dms.Client.Postgresql.Authorization;
using Dms.Client.Postgresql.Cascades.Schema;
using Dms.Client.Postgresql.Identities;

namespace Dms.Client.Postgresql.Cascades.Rewriting;

/// <summary>
/// Puts new identities into the references of documents: UTF-8 in, UTF-8 out, nothing read or written elsewhere. What is looked for is
/// always what stood there before, so that the order of documents does not matter.
/// </summary>
/// <param name="lastModified">What is written as <c>_lastModifiedDate</c>.</param>
/// <param name="bodies">Holds the new documents.</param>
internal sealed class DocumentRewriter(DateTimeOffset lastModified, BodyBuffer bodies)
{
    private readonly DocumentScan _scan = new();
    private readonly DocumentWriter _writer = new(lastModified);
    private readonly List<Edit> _edits = [];

    /// <summary>Rewrites a document that others are known to refer to.</summary>
    /// <param name="resource">The document's resource.</param>
    /// <param name="body">The document as it stands.</param>
    /// <param name="referenced">The documents that it refers to and whose identity changes.</param>
    /// <returns>The new document; null when it has none of the references any longer.</returns>
    /// <exception cref="DataProblemException">The document does not hold what it is known to refer to, or cannot be read.</exception>
    public RewrittenDocument? Rewrite(CascadeResource resource, ReadOnlyMemory<byte> body, IReadOnlyList<MovedIdentity> referenced)
    {
        _scan.Read(resource, body);
        _edits.Clear();
        for (var i = 0; i < referenced.Count; i++)
            AddEdits(resource, referenced[i]);
        return _edits.Count == 0 ? null : Write(resource, body, isRoot: false);
    }

    /// <summary>Rewrites a document that was handed in: it may refer to what changes, and is written in any case.</summary>
    /// <param name="resource">The document's resource.</param>
    /// <param name="body">The document as handed in.</param>
    /// <param name="moved">All documents whose identity changes.</param>
    /// <exception cref="DataProblemException">The document cannot be read.</exception>
    public RewrittenDocument RewriteRoot(CascadeResource resource, ReadOnlyMemory<byte> body, IEnumerable<MovedIdentity> moved)
    {
        _scan.Read(resource, body);
        _edits.Clear();
        foreach (var identity in moved)
        {
            for (var i = 0; i < identity.NameCount; i++)
            {
                foreach (var plan in resource.ReferencesTo(identity.NameAt(i).Name))
                    ReferenceMatcher.Match(_scan, plan, identity.NameAt(i), _edits);
            }
        }

        return Write(resource, body, isRoot: true);
    }

    /// <summary>The <c>_etag</c> of the document that was rewritten last.</summary>
    public string LastEtag => _writer.Etag;

    private void AddEdits(CascadeResource resource, MovedIdentity moved)
    {
        var (isKnown, best, isRequired) = (false, ReferenceMatch.None, false);
        for (var i = 0; i < moved.NameCount; i++)
        {
            foreach (var plan in resource.ReferencesTo(moved.NameAt(i).Name))
            {
                var match = ReferenceMatcher.Match(_scan, plan, moved.NameAt(i), _edits);
                best = match > best ? match : best;
                isRequired |= plan.IsIdentity;
                isKnown = true;
            }
        }

        if (!isKnown)
            throw new DataProblemException($"it refers to a {moved.Resource}, for which the schema of {resource} has no place");
        // A reference that was taken out of a document may be left in the table of references.
        if (best == ReferenceMatch.Others || (best == ReferenceMatch.None && isRequired))
            throw new DataProblemException($"it refers to the {moved.Resource} {moved}, but its body has no reference with that identity");
    }

    private bool Edits(FrozenSet<int> slots)
    {
        foreach (var edit in _edits)
        {
            if (slots.Contains(edit.Slot))
                return true;
        }

        return false;
    }

    private RewrittenDocument Write(CascadeResource resource, ReadOnlyMemory<byte> body, bool isRoot)
    {
        _edits.Sort(static (left, right) => left.Start.CompareTo(right.Start));
        for (var i = 1; i < _edits.Count; i++)
        {
            if (_edits[i].Start == _edits[i - 1].Start && !_edits[i].Value.Equals(_edits[i - 1].Value))
            {
                throw new DataProblemException(
                    $"two references in it share a place and would need both '{_edits[i - 1].Value}' and '{_edits[i].Value}'");
            }
        }

        try
        {
            var written = _writer.Write(body.Span, _edits, bodies);
            return new RewrittenDocument(
                written,
                isRoot || Edits(resource.SecuritySlots) ? SecurityElementsOf(resource, written) : null,
                isRoot ? resource.PersonSlots.Count > 0 : Edits(resource.PersonSlots));
        }
        catch (InvalidOperationException malformed)
        {
            throw new DataProblemException($"it holds text that is no Unicode: {malformed.Message}", malformed);
        }
    }

    private static byte[] SecurityElementsOf(CascadeResource resource, ReadOnlyMemory<byte> body)
    {
        using var document = JsonDocument.Parse(body, new JsonDocumentOptions { MaxDepth = DocumentScan.ReaderOptions.MaxDepth });
        try
        {
            return DocumentSecurityElements.Read(resource.Schema, document.RootElement).ToJson();
        }
        catch (InvalidDocumentException problem)
        {
            throw new DataProblemException(problem.Message, problem);
        }
    }
}
