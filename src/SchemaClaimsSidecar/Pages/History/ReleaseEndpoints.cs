using System.Globalization;
using Google.Protobuf;
using Grpc.Core;
using SchemaClaims.V1;
using SchemaClaimsSidecar.Access;
using SchemaClaimsSidecar.Administration;
using SchemaClaimsSidecar.Pages.Markup;

namespace SchemaClaimsSidecar.Pages.History;

/// <summary>One release, what differs between two, and the decisions about them.</summary>
internal static class ReleaseEndpoints
{
    public static void Map(IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet("/releases/{generation}", ShowAsync).Require(Right.Read);
        endpoints.MapGet("/releases/{generation}/diff/{other}", CompareAsync).Require(Right.Read);
        endpoints.MapPost("/releases/{generation}/rollback", RollbackAsync).Require(Right.Change);
        endpoints.MapPost("/rollout/promote", PromoteAsync).Require(Right.Change);
        endpoints.MapPost("/rollout/abort", AbortAsync).Require(Right.Change);
    }

    private static Task<IResult> ShowAsync(
        ulong generation, HttpContext context, RolloutAdministration rollouts, ComparisonAdministration comparisons, StatusReader status,
        TimeProvider time) => PageActs.ExplainAsync(async () =>
        {
            var read = await rollouts.ReadReleaseAsync(new ReadReleaseRequest { Generation = generation }, context.RequestAborted)
                .ConfigureAwait(false);
            var now = status.Read();
            var canGoBack = Caller.Of(context).May(Right.Change) && now.Relay is null && now.Release is { } current
                && current.Position.Generation > generation && !read.Release.Forgotten;
            var comparison = canGoBack
                ? await comparisons.CompareAsync(new CompareRequest { ToGeneration = generation }, context.RequestAborted)
                    .ConfigureAwait(false)
                : null;
            return new PageResult(ReleasePage.Of(read, comparison, new PageTimes(time.GetUtcNow())));
        });

    private static Task<IResult> CompareAsync(ulong generation, ulong other, HttpContext context, ComparisonAdministration comparisons) =>
        PageActs.ExplainAsync(async () =>
        {
            var request = new CompareRequest { FromGeneration = other, ToGeneration = generation };
            var comparison = await comparisons.CompareAsync(request, context.RequestAborted).ConfigureAwait(false);
            return new PageResult(new Page($"From release {other} to {generation}", PageArea.Overview, Html.Of(
                $"""
                <p><a href="/releases/{generation}">Release {generation}</a> compared with <a href="/releases/{other}">release {other}</a>,
                in the eyes of the clients of the API.</p>
                {ComparisonView.Of(comparison)}
                """)));
        });

    private static async Task<IResult> RollbackAsync(ulong generation, HttpContext context, RolloutAdministration rollouts, PageActs acts)
    {
        var request = new RollbackRequest
        {
            Generation = generation,
            Reason = await Forms.ReadAsync(context, Forms.Reason).ConfigureAwait(false),
        };
        return await acts.RunAsync(context, request, by => rollouts.RollbackAsync(request, by, context.RequestAborted), Done)
            .ConfigureAwait(false);
    }

    private static async Task<IResult> PromoteAsync(HttpContext context, StatusReader status, RolloutAdministration rollouts, PageActs acts)
    {
        var request = new PromoteRequest { Reason = await Forms.ReadAsync(context, Forms.Reason).ConfigureAwait(false) };
        return await DecideAsync(context, status, acts, request, by => rollouts.PromoteAsync(request, by, context.RequestAborted))
            .ConfigureAwait(false);
    }

    private static async Task<IResult> AbortAsync(HttpContext context, StatusReader status, RolloutAdministration rollouts, PageActs acts)
    {
        var request = new AbortRequest { Reason = await Forms.ReadAsync(context, Forms.Reason).ConfigureAwait(false) };
        return await DecideAsync(context, status, acts, request, by => rollouts.AbortAsync(request, by, context.RequestAborted))
            .ConfigureAwait(false);
    }

    // Whoever decides has seen one rollout, and must not decide about another that began meanwhile.
    private static async Task<IResult> DecideAsync(
        HttpContext context, StatusReader status, PageActs acts, IMessage request, Func<string, Task<Published>> decide)
    {
        var seen = await Forms.ReadAsync(context, "generation").ConfigureAwait(false);
        return await acts.RunAsync(
            context, request,
            by => status.Read().Rollout?.Release.Position.Generation.ToString(CultureInfo.InvariantCulture) == seen
                ? decide(by)
                : throw new RpcException(new Status(
                    StatusCode.FailedPrecondition, $"Release {seen} is not being rolled out any more: look at what is.")),
            Done).ConfigureAwait(false);
    }

    private static SeeOther Done(Published published) => SeeOther.To($"/releases/{published.Position.Generation}");
}
