namespace MiniDms.Serving;

/// <summary>What a write that was done answers.</summary>
internal static class WriteAnswers
{
    public static Answer Created(DocumentRequest request, Guid uuid, string etag) =>
        new(201) { ETag = etag, Location = $"{Root(request)}{request.Context.Request.Path.ToString().TrimEnd('/')}/{uuid}" };

    public static Answer Updated(DocumentRequest request, Guid uuid, string etag) =>
        new(200) { ETag = etag, Location = $"{Root(request)}{request.Context.Request.Path.ToString().TrimEnd('/')}/{uuid}" };

    public static Answer Replaced(string etag) => new(204) { ETag = etag };

    public static Answer Deleted { get; } = new(204);

    private static string Root(DocumentRequest request) => $"{request.Context.Request.Scheme}://{request.Context.Request.Host}";
}
