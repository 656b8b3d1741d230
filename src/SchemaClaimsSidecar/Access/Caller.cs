namespace SchemaClaimsSidecar.Access;

/// <summary>Who makes a request.</summary>
/// <param name="Name">What the history calls them: <c>uid 1000</c>, <c>token ann</c>, <c>certificate CN=ann</c>.</param>
/// <param name="Description">What the audit log calls them, with all that is known.</param>
/// <param name="Right">What they may do; null for nothing.</param>
internal sealed record Caller(string Name, string Description, Right? Right)
{
    /// <summary>What stands for nobody.</summary>
    public static Caller Unknown { get; } = new("unknown", "unknown", null);

    /// <summary>Who makes a request that has come past <see cref="AccessMiddleware"/>.</summary>
    public static Caller Of(HttpContext context) => context.Features.Get<Caller>() ?? Unknown;

    public bool May(Right right) => Right >= right;
}
