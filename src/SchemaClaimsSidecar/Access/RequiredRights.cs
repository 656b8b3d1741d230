using SchemaClaims.V1;

namespace SchemaClaimsSidecar.Access;

/// <summary>Says and finds out what endpoints ask for.</summary>
internal static class RequiredRights
{
    // A method that is not named here asks for the right to change, also one that is added later.
    private static readonly HashSet<string> Reading =
    [
        .. new[]
        {
            nameof(Admin.AdminBase.ViewClaims), nameof(Admin.AdminBase.WatchStatus), nameof(Admin.AdminBase.ListReleases),
            nameof(Admin.AdminBase.ReadRelease), nameof(Admin.AdminBase.Compare), nameof(Admin.AdminBase.Verify),
            nameof(Admin.AdminBase.ReadAudit), nameof(Admin.AdminBase.ReadManifest), nameof(Admin.AdminBase.ExportRelease),
            nameof(Admin.AdminBase.ListSubscribers),
        }.Select(method => $"/{Admin.Descriptor.FullName}/{method}"),
    ];

    public static TBuilder Require<TBuilder>(this TBuilder endpoint, Right right)
        where TBuilder : IEndpointConventionBuilder => endpoint.WithMetadata(new RequiredRight(right));

    /// <summary>Lets anybody in: for what tells nothing, such as whether the process is well.</summary>
    public static TBuilder LetAnybodyIn<TBuilder>(this TBuilder endpoint)
        where TBuilder : IEndpointConventionBuilder => endpoint.WithMetadata(new RequiredRight(null));

    /// <summary>Lets calls in that are not marked: of clients that cannot mark them, such as the kubelet.</summary>
    public static TBuilder LetUnmarkedIn<TBuilder>(this TBuilder endpoint)
        where TBuilder : IEndpointConventionBuilder => endpoint.WithMetadata(new UnmarkedCalls());

    /// <summary>The right that a request needs; null when it needs none.</summary>
    public static Right? Of(HttpContext context) =>
        context.GetEndpoint()?.Metadata.GetMetadata<RequiredRight>() is { } required ? required.Right
        : Reading.Contains(context.Request.Path.Value ?? "") ? Right.Read
        : Right.Change;
}
