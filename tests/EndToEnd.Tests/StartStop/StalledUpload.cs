using System.Net;
using System.Net.Sockets;
using System.Text;

namespace EndToEnd.Tests.StartStop;

/// <summary>An upload over HTTP/1.1 whose body begins and does not go on.</summary>
internal sealed class StalledUpload : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly TcpClient _connection;
    private readonly StreamReader _answers;

    private StalledUpload(TcpClient connection)
    {
        _connection = connection;
        _answers = new StreamReader(connection.GetStream(), Encoding.ASCII);
    }

    /// <summary>Returns when the server reads the body.</summary>
    public static async Task<StalledUpload> BeginAsync(Uri server, string token)
    {
        var connection = new TcpClient();
        await connection.ConnectAsync(server.Host, server.Port);
        var upload = new StalledUpload(connection);
        // The server says "continue" when it begins to read.
        await upload.SendAsync(
            $"POST /management/upload-api-schema HTTP/1.1\r\nHost: {server.Authority}\r\nAuthorization: Bearer {token}\r\n"
            + "Content-Type: application/json\r\nContent-Length: 100000\r\nExpect: 100-continue\r\n\r\n");
        Assert.Equal("HTTP/1.1 100 Continue", await upload._answers.ReadLineAsync().WaitAsync(Patience));
        Assert.Equal("", await upload._answers.ReadLineAsync().WaitAsync(Patience));
        await upload.SendAsync("{\"coreSchema\":\"");
        return upload;
    }

    /// <summary>What the server says in the end, with all its headers.</summary>
    public async Task<(HttpStatusCode Status, string Answer)> AnswerAsync()
    {
        var answer = await ReadToEndAsync().WaitAsync(Patience);
        return answer.Split(' ') is [_, var code, ..] && Enum.TryParse<HttpStatusCode>(code, out var status) ? (status, answer) : (0, answer);
    }

    public void Dispose()
    {
        _answers.Dispose();
        _connection.Dispose();
    }

    // A server may reset a connection on which a request was cut short, once it has answered.
    private async Task<string> ReadToEndAsync()
    {
        var answer = new StringBuilder();
        try
        {
            while (await _answers.ReadLineAsync() is { } line)
                answer.AppendLine(line);
        }
        catch (IOException) when (answer.Length > 0)
        {
            // All of the answer has come.
        }

        return answer.ToString();
    }

    private async Task SendAsync(string text) => await _connection.GetStream().WriteAsync(Encoding.ASCII.GetBytes(text));
}
