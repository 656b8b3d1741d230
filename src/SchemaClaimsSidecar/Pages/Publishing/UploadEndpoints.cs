using Grpc.Core;
using SchemaClaimsSidecar.Access;
using SchemaClaimsSidecar.Administration;
using SchemaClaimsSidecar.Distribution;

namespace SchemaClaimsSidecar.Pages.Publishing;

/// <summary>Publishing in two steps: see what documents would change, then publish exactly these.</summary>
internal static class UploadEndpoints
{
    public static void Map(IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet("/upload", (StatusReader status) => new PageResult(
            status.Read().Relay is { } relay ? UploadForm.ElsewherePage(relay.Upstream) : UploadForm.Page)).Require(Right.Change);
        endpoints.MapPost("/upload", ReviewAsync).Require(Right.Change);
        endpoints.MapPost("/upload/publish", PublishAsync).Require(Right.Change);
    }

    private static Task<IResult> ReviewAsync(
        HttpContext context, UploadedFormReader reader, StagingArea staging, UploadActs acts) => PageActs.ExplainAsync(async () =>
        {
            var form = await reader.ReadAsync(context).ConfigureAwait(false);
            var documents = Stage(form, staging);
            var request = UploadFields.RequestOf(documents, Field);
            request.DryRun = true;
            return await acts.RunAsync(context, request, documents, published =>
            {
                Keep(form, staging);
                return new PageResult(UploadReview.Of(documents, published, Field));
            }).ConfigureAwait(false);

            string Field(string name) => form.Fields.GetValueOrDefault(name, "");
        });

    private static Task<IResult> PublishAsync(HttpContext context, UploadActs acts, ReleaseHub hub) => PageActs.ExplainAsync(async () =>
    {
        var form = await Forms.ReadAsync(context).ConfigureAwait(false);
        List<RoledDocument> documents = [];
        foreach (var text in form[UploadFields.Document])
            documents.Add(RoledDocument.TryParse(text, out var document) ? document : throw Invalid("The form names no documents."));
        var current = hub.Current?.Release.Position.Generation ?? 0;
        if (form[UploadFields.Seen] != $"{current}")
        {
            throw new RpcException(new Status(
                StatusCode.FailedPrecondition,
                $"Release {current} was published since you looked, so that this would change something else than you saw. Upload again."));
        }

        var request = UploadFields.RequestOf(documents, name => form[name].ToString().Trim());
        request.Reason = form[Forms.Reason].ToString().Trim();
        return await acts.RunAsync(context, request, documents, published => SeeOther.To($"/releases/{published.Position.Generation}"))
            .ConfigureAwait(false);
    });

    private static List<RoledDocument> Stage(UploadedForm form, StagingArea staging)
    {
        List<RoledDocument> documents = [];
        foreach (var document in form.Documents)
        {
            var role = DocumentRoles.Of(document) ?? throw Invalid(
                $"'{document.Name}' is neither an API schema (projectSchema) nor claims (claimsHierarchy) nor a claims fragment "
                + "(resourceClaims).");
            documents.Add(new RoledDocument(role, document.Digest, document.Name));
        }

        try
        {
            foreach (var document in form.Documents)
                staging.Put(document.Digest, document.Content);
        }
        catch (StagingException overLimit)
        {
            throw new RpcException(new Status(StatusCode.ResourceExhausted, overLimit.Message));
        }

        return documents.Count > 0 ? documents : throw Invalid("No document was chosen.");
    }

    // A dry run lets go of them; somebody will read for a while before they publish.
    private static void Keep(UploadedForm form, StagingArea staging)
    {
        foreach (var document in form.Documents)
            staging.Take(document.Digest, (ulong)document.Content.Length, (ulong)document.Content.Length, []);
    }

    private static RpcException Invalid(string what) => new(new Status(StatusCode.InvalidArgument, what));
}
