using Google.Protobuf;
using Grpc.Core;
using SchemaClaimsSidecar.Access;
using SchemaClaimsSidecar.Administration;
using SchemaClaimsSidecar.Audit;

namespace SchemaClaimsSidecar.Pages;

/// <summary>Does what somebody asks for on a page, and puts it on record like any other act.</summary>
internal sealed class PageActs(AuditTrail audit)
{
    /// <param name="context">The request of the browser.</param>
    /// <param name="request">What it asks for.</param>
    /// <param name="action">Does it, in the name of somebody.</param>
    /// <param name="done">What to show when it is done.</param>
    public Task<IResult> RunAsync<T>(HttpContext context, IMessage request, Func<string, Task<T>> action, Func<T, IResult> done)
        where T : class => ExplainAsync(async () =>
        {
            var caller = Caller.Of(context);
            var answer = await audit.RunAsync(
                AdministrativeActs.Of(request, request.Descriptor.Name)!, caller.Description,
                () => AdministrativeFailures.ExplainAsync(() => action(caller.Name)), outcome => ActResult.Of(outcome) ?? ActResult.None,
                context.RequestAborted).ConfigureAwait(false);
            return done(answer);
        });

    /// <summary>Shows a failure as a page that says what to do.</summary>
    public static async Task<IResult> ExplainAsync(Func<Task<IResult>> action)
    {
        try
        {
            return await AdministrativeFailures.ExplainAsync(action).ConfigureAwait(false);
        }
        catch (RpcException refused)
        {
            return ProblemPage.Of(refused.Status.Detail, HttpStatuses.Of(refused.StatusCode));
        }
    }
}
