using Grpc.Core;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;
using SchemaClaimsSidecar.Administration;
using SchemaClaimsSidecar.Documents;

namespace SchemaClaimsSidecar.Pages.Publishing;

/// <summary>Reads forms with files within the limits of uploads. Nothing is written to disk, where a container may write nothing.</summary>
internal sealed class UploadedFormReader(IOptions<UploadOptions> limits)
{
    private const int MostDocuments = 200;
    private const int LongestField = 4096;
    private const int BoundaryLength = 100;

    /// <exception cref="RpcException">It is no form with files, or over a limit.</exception>
    public async Task<UploadedForm> ReadAsync(HttpContext context)
    {
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
            size.MaxRequestBodySize = limits.Value.MaxStagedBytes;
        var reader = new MultipartReader(BoundaryOf(context.Request), context.Request.Body);
        List<InputDocument> documents = [];
        Dictionary<string, string> fields = [];
        try
        {
            while (await reader.ReadNextSectionAsync(context.RequestAborted).ConfigureAwait(false) is { } section)
            {
                if (section.AsFileSection() is { } file)
                    await AddAsync(documents, file, context.RequestAborted).ConfigureAwait(false);
                else if (section.AsFormDataSection() is { } field)
                    fields[field.Name] = await ReadFieldAsync(section, context.RequestAborted).ConfigureAwait(false);
            }
        }
        catch (Exception broken) when (broken is InvalidDataException or IOException)
        {
            var code = broken is BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge }
                ? StatusCode.ResourceExhausted
                : StatusCode.InvalidArgument;
            throw new RpcException(new Status(code, $"The upload cannot be read: {broken.Message}"));
        }

        return new UploadedForm(documents, fields);
    }

    private static string BoundaryOf(HttpRequest request) =>
        MediaTypeHeaderValue.TryParse(request.ContentType, out var type)
        && type.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase)
        && HeaderUtilities.RemoveQuotes(type.Boundary).Value is { Length: > 0 and <= BoundaryLength } boundary
            ? boundary
            : throw new RpcException(new Status(StatusCode.InvalidArgument, "This is no form with files."));

    private async Task AddAsync(List<InputDocument> documents, FileMultipartSection file, CancellationToken cancellationToken)
    {
        if (documents.Count == MostDocuments)
            throw new RpcException(new Status(StatusCode.ResourceExhausted, $"More than {MostDocuments} documents at once."));
        var content = await ReadAsync(file.Section.Body, limits.Value.MaxDocumentBytes, cancellationToken).ConfigureAwait(false);
        documents.Add(InputDocument.Of(Path.GetFileName(file.FileName), content));
    }

    private static async Task<string> ReadFieldAsync(MultipartSection section, CancellationToken cancellationToken) =>
        System.Text.Encoding.UTF8.GetString(await ReadAsync(section.Body, LongestField, cancellationToken).ConfigureAwait(false)).Trim();

    private static async Task<byte[]> ReadAsync(Stream body, int limit, CancellationToken cancellationToken)
    {
        using var content = new MemoryStream();
        var piece = new byte[81920];
        while (await body.ReadAsync(piece, cancellationToken).ConfigureAwait(false) is var count and > 0)
        {
            if (content.Length + count > limit)
                throw new RpcException(new Status(StatusCode.ResourceExhausted, $"A part of the upload has more than {limit} bytes."));
            content.Write(piece, 0, count);
        }

        return content.ToArray();
    }
}
