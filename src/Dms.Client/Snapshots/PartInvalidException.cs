namespace Dms.Client.Snapshots;

/// <summary>A part has the right bytes, but they do not say what the part's name promises.</summary>
internal sealed class PartInvalidException(string part, string problem, Exception? inner = null)
    : Exception($"Part '{part}' cannot be used: {problem}", inner);
