namespace MiniDms.Serving;

/// <summary>An answer in full.</summary>
internal sealed record Answer(int Status, ReadOnlyMemory<byte> Body = default, string ContentType = "application/problem+json")
{
    public string? ETag { get; init; }

    public string? Location { get; init; }

    public IResult ToResult() => new Written(this);

    private sealed class Written(Answer answer) : IResult
    {
        public async Task ExecuteAsync(HttpContext context)
        {
            var response = context.Response;
            response.StatusCode = answer.Status;
            if (answer.ETag is not null)
                response.Headers.ETag = $"\"{answer.ETag}\"";
            if (answer.Location is not null)
                response.Headers.Location = answer.Location;
            if (answer.Body.IsEmpty)
                return;
            response.ContentType = answer.ContentType;
            response.ContentLength = answer.Body.Length;
            await response.Body.WriteAsync(answer.Body, context.RequestAborted);
        }
    }
}
