using Dms.Client.Postgresql.Cascades.Schema;

namespace Dms.Client.Postgresql.Cascades.Rewriting;

/// <summary>A resource that a document can be referred to as, and how its identity reads there.</summary>
/// <param name="Name">The document's own resource, or the one above it.</param>
/// <param name="Before">The identity that it has.</param>
/// <param name="After">The identity that it gets; null until that is known.</param>
internal readonly record struct MovedName(ResourceName Name, Identity Before, Identity? After);
