using Dms.Client.Snapshots;
using EndToEnd.Tests.Support;

namespace EndToEnd.Tests.StartStop;

/// <summary>Requests, one after the other, each of which reads a whole snapshot that it pins.</summary>
internal sealed class Application : IAsyncDisposable
{
    private readonly CancellationTokenSource _ending = new();
    private readonly ISnapshots _snapshots;
    private readonly Changes _changes = new();
    private readonly List<string> _failures = [];
    private readonly Task _requests;
    private int _answered;

    public Application(ISnapshots snapshots)
    {
        _snapshots = snapshots;
        _requests = Task.Run(RequestAsync);
    }

    /// <summary>How many requests were answered.</summary>
    public int Answered => Volatile.Read(ref _answered);

    /// <summary>Ends the requests and returns what went wrong with any.</summary>
    public async Task<IReadOnlyList<string>> EndAsync()
    {
        await _ending.CancelAsync();
        await _requests;
        return _failures;
    }

    /// <summary>Waits until so many more requests were answered.</summary>
    public Task WaitForAsync(int more)
    {
        var goal = Answered + more;
        return _changes.WaitForAsync(() => Answered >= goal ? this : null, () => $"{Answered} requests of {goal}");
    }

    public async ValueTask DisposeAsync()
    {
        await EndAsync();
        _ending.Dispose();
    }

    private async Task RequestAsync()
    {
        while (!_ending.IsCancellationRequested)
        {
            try
            {
                var snapshot = _snapshots.Current;
                var marks = new HashSet<string>();
                foreach (var part in snapshot.PartNames)
                {
                    if (FollowedRelease.MarkOf(part, snapshot.RawPart(part)) is { } mark)
                        marks.Add(mark);
                    await Task.Yield();
                }

                if (marks.Count != 1)
                    _failures.Add($"{snapshot} is of {string.Join(" and ", marks)}");
            }
            catch (Exception failure)
            {
                _failures.Add($"{failure}");
            }

            Interlocked.Increment(ref _answered);
            _changes.Pulse();
        }
    }
}
