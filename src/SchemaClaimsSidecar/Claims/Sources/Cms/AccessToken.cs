namespace SchemaClaimsSidecar.Claims.Sources.Cms;

/// <summary>A token and how long it is used: until shortly before it expires.</summary>
/// <param name="value">The token itself, a secret.</param>
/// <param name="requestedAt">The timestamp of the request for it, by our own clock: the service's may differ.</param>
/// <param name="life">How long the service says that it lives.</param>
internal sealed class AccessToken(string value, long requestedAt, TimeSpan life)
{
    private const double MarginShare = 0.1;

    private static readonly TimeSpan LargestMargin = TimeSpan.FromMinutes(1);

    public string Value => value;

    public TimeSpan UsedFor { get; } = life - (life * MarginShare < LargestMargin ? life * MarginShare : LargestMargin);

    public bool IsUsable(TimeProvider time) => time.GetElapsedTime(requestedAt) < UsedFor;
}
