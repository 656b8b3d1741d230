namespace SchemaClaimsSidecar.Distribution;

/// <summary>What subscribers say of themselves, as Kubernetes labels: <c>zone</c> is <c>a</c>.</summary>
internal static class SubscriberLabels
{
    /// <summary>How many a subscriber may have.</summary>
    public const int MaxCount = 32;

    /// <summary>The longest name and value, in characters; the names of Kubernetes' labels are not longer.</summary>
    public const int MaxLength = 317;

    public static IReadOnlyDictionary<string, string> None { get; } = new Dictionary<string, string>();

    /// <exception cref="FormatException">They can be no labels.</exception>
    public static IReadOnlyDictionary<string, string> Read(IEnumerable<KeyValuePair<string, string>> labels)
    {
        var read = new Dictionary<string, string>(labels, StringComparer.Ordinal);
        if (read.Count > MaxCount)
            throw new FormatException($"There are {read.Count} labels; a subscriber may have {MaxCount}.");
        if (read.Keys.FirstOrDefault(name => name.Length is 0 or > MaxLength || name.AsSpan().ContainsAny('=', ',')) is { } bad)
            throw new FormatException($"The label '{bad}' must have a name of 1 to {MaxLength} characters without '=' and ','.");
        if (read.FirstOrDefault(label => label.Value.Length > MaxLength || label.Value.Contains(',')) is { Key: { } key })
            throw new FormatException($"The label '{key}' must have a value of at most {MaxLength} characters without ','.");
        return read.Count == 0 ? None : read;
    }
}
