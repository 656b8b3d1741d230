using System.IO.Compression;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace ConfigurationService;

/// <summary>What can go wrong with a service.</summary>
public static class Faults
{
    private const string LoginPage = "<!DOCTYPE html><html><body>Please log in.</body></html>";

    /// <summary>Answers late.</summary>
    public static Fault Delay(TimeSpan delay) => async (context, answer) =>
    {
        await Task.Delay(delay, context.RequestAborted);
        await answer();
    };

    /// <summary>Answers a status and nothing else.</summary>
    public static Fault Status(int status, string? retryAfter = null) => (context, _) =>
    {
        context.Response.StatusCode = status;
        context.Response.Headers.RetryAfter = retryAfter;
        return Task.CompletedTask;
    };

    /// <summary>Answers 200 and a web page, as a login page or a proxy does.</summary>
    public static Fault Html(string contentType = "text/html; charset=utf-8") => Body(LoginPage, contentType);

    /// <summary>Answers 200 and a text.</summary>
    public static Fault Body(string body, string? contentType = "application/json") => async (context, _) =>
    {
        context.Response.ContentType = contentType;
        await context.Response.Body.WriteAsync(Encoding.UTF8.GetBytes(body), context.RequestAborted);
    };

    /// <summary>Breaks the connection in the middle of the body.</summary>
    public static Fault HalfBody() => async (context, answer) =>
    {
        var connection = context.Response.Body;
        using var whole = new MemoryStream();
        context.Response.Body = whole;
        await answer();
        context.Response.Body = connection;
        context.Response.ContentLength = whole.Length;
        await connection.WriteAsync(whole.GetBuffer().AsMemory(0, (int)whole.Length / 2), context.RequestAborted);
        await connection.FlushAsync(context.RequestAborted);
        context.Abort();
    };

    /// <summary>Answers as usual, but compressed.</summary>
    public static Fault Compressed() => async (context, answer) =>
    {
        var connection = context.Response.Body;
        context.Response.Headers.ContentEncoding = "gzip";
        await using var body = new GZipStream(connection, CompressionLevel.Fastest, leaveOpen: true);
        context.Response.Body = body;
        await answer();
        context.Response.Body = connection;
    };

    /// <summary>
    /// Answers so many bytes of white space within an array, of a length that is not told in advance; and then nothing, not even an end.
    /// </summary>
    /// <param name="bytes">How many, before compression.</param>
    /// <param name="compressed">Whether they are sent as gzip, a hundredth of their length.</param>
    public static Fault EndlessBody(long bytes, bool compressed = false) => async (context, _) =>
    {
        context.Response.ContentType = "application/json";
        if (compressed)
            context.Response.Headers.ContentEncoding = "gzip";
        await using var body = compressed
            ? new GZipStream(context.Response.Body, CompressionLevel.Fastest, leaveOpen: true)
            : context.Response.Body;
        var piece = Encoding.ASCII.GetBytes("[".PadRight(64 * 1024));
        for (var left = bytes; left > 0; left -= piece.Length)
        {
            await body.WriteAsync(piece, context.RequestAborted);
            await body.FlushAsync(context.RequestAborted);
            piece[0] = (byte)' ';
        }

        await Task.Delay(Timeout.InfiniteTimeSpan, context.RequestAborted);
    };
}
