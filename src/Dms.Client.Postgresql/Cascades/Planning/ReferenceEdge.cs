namespace Dms.Client.Postgresql.Cascades.Planning;

/// <summary>That one document refers to another.</summary>
/// <param name="Referring">The document that refers.</param>
/// <param name="Referenced">The place of the other in the set that was asked for.</param>
internal readonly record struct ReferenceEdge(DocumentKey Referring, int Referenced);
