namespace SchemaClaims.Contracts.Following;

/// <summary>What came for a part is not the part that the manifest names.</summary>
internal sealed class PartDamagedException(string part, string problem) : Exception($"Part '{part}' is damaged: {problem}");
