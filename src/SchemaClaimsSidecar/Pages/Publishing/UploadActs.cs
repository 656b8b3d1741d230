using Grpc.Core;
using SchemaClaims.V1;
using SchemaClaimsSidecar.Administration;

namespace SchemaClaimsSidecar.Pages.Publishing;

/// <summary>Publishes staged documents, or attempts it, and shows what is wrong with them.</summary>
internal sealed class UploadActs(PageActs acts, Publication publication)
{
    /// <param name="context">The request of the browser.</param>
    /// <param name="request">What to publish.</param>
    /// <param name="documents">The documents of the request.</param>
    /// <param name="done">What to show when nothing is wrong.</param>
    public async Task<IResult> RunAsync(
        HttpContext context, PublishRequest request, IReadOnlyList<RoledDocument> documents, Func<Published, IResult> done)
    {
        Refused? refused = null;
        var result = await acts.RunAsync(
            context, request,
            async by =>
            {
                var last = await publication.RunAsync(request, by, _ => Task.CompletedTask, context.RequestAborted).ConfigureAwait(false);
                refused = last.Refused;
                return last.Published
                    ?? throw new RpcException(new Status(StatusCode.InvalidArgument, $"{refused!.Problems.Count} problem(s)."));
            },
            done).ConfigureAwait(false);
        return refused is null ? result : new PageResult(UploadReview.OfRefused(documents, refused), StatusCodes.Status400BadRequest);
    }
}
