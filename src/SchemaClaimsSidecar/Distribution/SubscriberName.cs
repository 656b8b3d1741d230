namespace SchemaClaimsSidecar.Distribution;

/// <summary>One DMS process: the name of its pod, and what was drawn when it started.</summary>
internal readonly record struct SubscriberName(string Name, string Instance)
{
    /// <summary>The longest name and instance, in characters: a Kubernetes name.</summary>
    public const int MaxLength = 253;

    /// <summary>Why this can be no subscriber; null when it can.</summary>
    public string? Problem =>
        Name.Length is 0 or > MaxLength ? $"subscriber must have 1 to {MaxLength} characters."
        : Instance.Length is 0 or > MaxLength ? $"instance must have 1 to {MaxLength} characters."
        : null;

    public override string ToString() => $"{Name} ({Instance})";
}
