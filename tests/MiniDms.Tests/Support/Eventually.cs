using System.Net;

namespace MiniDms.Tests.Support;

/// <summary>Asks until the answer is another one.</summary>
internal static class Eventually
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    public static async Task AnswersAsync(Func<Task<Reply>> ask, params IReadOnlyCollection<HttpStatusCode> expected)
    {
        using var patience = new CancellationTokenSource(Patience);
        Reply reply;
        while (!expected.Contains((reply = await ask()).Status))
        {
            Assert.False(patience.IsCancellationRequested, $"Still {reply.Status}: {reply.Text}");
            await Task.Delay(Pause);
        }
    }
}
