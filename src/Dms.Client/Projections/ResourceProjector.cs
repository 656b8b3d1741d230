using Dms.Client.Schema;

namespace Dms.Client.Projections;

/// <summary>A resource projection, whatever it makes.</summary>
internal sealed record ResourceProjector(Type Result, Func<ResourceSchema, object> Build);
