namespace SchemaClaimsSidecar.Distribution;

/// <summary>Which sidecar this is: the name of its pod, and what was drawn when it started.</summary>
internal sealed record SidecarIdentity(string Name, string Instance)
{
    public static SidecarIdentity Draw(string name) => new(name, Guid.NewGuid().ToString("N"));
}
