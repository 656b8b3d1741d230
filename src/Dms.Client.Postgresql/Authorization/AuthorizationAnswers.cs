using Npgsql;

namespace Dms.Client.Postgresql.Authorization;

/// <summary>
/// What one attempt knows. Each subject is asked about once, however many ask at the same time; the connection serves one batch at a
/// time.
/// </summary>
internal sealed class AuthorizationAnswers(NpgsqlConnection connection) : IDisposable
{
    private readonly Lock _lock = new();
    private readonly Dictionary<AuthorizationSubject, Task<Dictionary<AuthorizationSubject, AuthorizationAnswer>>> _asked = [];
    private readonly SemaphoreSlim _connectionIsFree = new(1, 1);

    /// <summary>The answers about all these subjects; what is unknown is asked in one batch.</summary>
    public async Task<IReadOnlyDictionary<AuthorizationSubject, AuthorizationAnswer>> GetAsync(
        IReadOnlyCollection<AuthorizationSubject> subjects, CancellationToken cancellationToken)
    {
        var asking = new TaskCompletionSource<Dictionary<AuthorizationSubject, AuthorizationAnswer>>(
            TaskCreationOptions.RunContinuationsAsynchronously);
        var (unknown, asked) = Claim(subjects, asking.Task);
        if (unknown.Count > 0)
            await AskAsync(unknown, asking, cancellationToken).ConfigureAwait(false);

        var answers = new Dictionary<AuthorizationSubject, AuthorizationAnswer>(asked.Count);
        foreach (var (subject, flight) in asked)
            answers[subject] = (await flight.WaitAsync(cancellationToken).ConfigureAwait(false))[subject];
        return answers;
    }

    /// <summary>Forgets what was answered about these kinds.</summary>
    public void Forget(Func<AuthorizationKind, bool> isChanged)
    {
        lock (_lock)
        {
            foreach (var subject in _asked.Keys.Where(subject => isChanged(subject.Kind)).ToArray())
                _asked.Remove(subject);
        }
    }

    public void Dispose() => _connectionIsFree.Dispose();

    private (List<AuthorizationSubject> Unknown, Dictionary<AuthorizationSubject, Task<Dictionary<AuthorizationSubject, AuthorizationAnswer>>> Asked)
        Claim(IReadOnlyCollection<AuthorizationSubject> subjects, Task<Dictionary<AuthorizationSubject, AuthorizationAnswer>> asking)
    {
        var unknown = new List<AuthorizationSubject>();
        var asked = new Dictionary<AuthorizationSubject, Task<Dictionary<AuthorizationSubject, AuthorizationAnswer>>>();
        lock (_lock)
        {
            foreach (var subject in subjects)
            {
                if (_asked.TryAdd(subject, asking))
                    unknown.Add(subject);
                asked[subject] = _asked[subject];
            }
        }

        return (unknown, asked);
    }

    private async Task AskAsync(
        List<AuthorizationSubject> unknown, TaskCompletionSource<Dictionary<AuthorizationSubject, AuthorizationAnswer>> asking,
        CancellationToken cancellationToken)
    {
        try
        {
            await _connectionIsFree.WaitAsync(cancellationToken).ConfigureAwait(false);
            try
            {
                asking.SetResult(await AuthorizationBatch.RunAsync(connection, unknown, cancellationToken).ConfigureAwait(false));
            }
            finally
            {
                _connectionIsFree.Release();
            }
        }
        catch (Exception exception)
        {
            Release(unknown, asking.Task);
            asking.SetException(exception);
            // Whoever asks is told below; nobody else may be waiting.
            _ = asking.Task.Exception;
            throw;
        }
    }

    private void Release(List<AuthorizationSubject> unknown, Task flight)
    {
        lock (_lock)
        {
            foreach (var subject in unknown)
            {
                if (_asked.TryGetValue(subject, out var current) && current == flight)
                    _asked.Remove(subject);
            }
        }
    }
}
