using System.Net;

namespace MiniDms.Tests.Support;

/// <summary>A body of JSON that is sent when something else has happened.</summary>
internal sealed class LateContent : HttpContent
{
    private readonly byte[] _body;
    private readonly Func<Task> _before;

    public LateContent(byte[] body, Func<Task> before)
    {
        (_body, _before) = (body, before);
        Headers.ContentType = new("application/json");
    }

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
    {
        await _before();
        await stream.WriteAsync(_body);
    }

    protected override bool TryComputeLength(out long length)
    {
        length = _body.Length;
        return true;
    }
}
