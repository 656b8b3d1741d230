using System.Buffers;
using System.Text;
using Dms.Client.Postgresql.Cascades.Rewriting;
using Dms.Client.Postgresql.Cascades.Schema;
using Dms.Client.Postgresql.Identities;
using Dms.Client.Schema;

namespace Dms.Client.Postgresql.Cascades.Writing;

/// <summary>Computes referential ids over the bytes of documents: the same as <see cref="ReferentialId"/>, without a string.</summary>
internal sealed class ReferentialIds
{
    private readonly ArrayBufferWriter<byte> _name = new();

    /// <summary>How many names a document has: 2 with one under its superclass.</summary>
    public static int CountOf(ResourceSchema resource) => resource is { IsSubclass: true, SuperclassResourceName: not null } ? 2 : 1;

    /// <param name="resource">The document's resource.</param>
    /// <param name="identity">The identity.</param>
    /// <param name="place">0 for the document's own name, 1 for that under its superclass.</param>
    /// <param name="format">Which DMS shall find it.</param>
    public Guid Of(CascadeResource resource, Identity identity, int place, ReferentialIdFormat format)
    {
        var schema = resource.Schema;
        _name.ResetWrittenCount();
        Append(place == 0 ? resource.Name.Project : schema.SuperclassProjectName ?? resource.Name.Project);
        Append(place == 0 ? resource.Name.Resource : schema.SuperclassResourceName!);
        var (beforePath, beforeValue) = ReferentialId.SeparatorsOf(format);
        var renamed = place == 0 ? null : schema.SuperclassIdentityJsonPath;
        for (var i = 0; i < (renamed is null ? identity.Values.Length : 1); i++)
        {
            Append(i > 0 ? "#" : "");
            Append(beforePath);
            Append((renamed ?? resource.IdentityPaths[i]).Text);
            Append(beforeValue);
            _name.Write(identity[i].Text.Span);
        }

        return ReferentialId.Hash(_name.WrittenSpan);
    }

    private void Append(string text) => Encoding.UTF8.GetBytes(text, _name);
}
