namespace Dms.Client.Postgresql.Cascades.Schema;

/// <summary>How the identity of a subclass reads under the resource above it.</summary>
/// <param name="Name">The resource above.</param>
/// <param name="Places">For each identity path of the resource above the place of its value in the identity of the subclass.</param>
internal sealed record SuperclassForm(ResourceName Name, int[] Places);
