using Npgsql;

namespace Dms.Client.Postgresql.Authorization;

/// <summary>Asks the database everything that is still unknown, in one round trip.</summary>
internal static class AuthorizationBatch
{
    public static async Task<Dictionary<AuthorizationSubject, AuthorizationAnswer>> RunAsync(
        NpgsqlConnection connection, IReadOnlyList<AuthorizationSubject> subjects, CancellationToken cancellationToken)
    {
        var answers = subjects.ToDictionary(subject => subject, _ => AuthorizationAnswer.None);
        var kinds = subjects.GroupBy(subject => subject.Kind).ToArray();
        var batch = new NpgsqlBatch(connection);
        await using var disposing = batch.ConfigureAwait(false);
        foreach (var kind in kinds)
            batch.BatchCommands.Add(AuthorizationQuery.Of(kind.Key, kind));

        var reader = await batch.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        await using var closing = reader.ConfigureAwait(false);
        foreach (var kind in kinds)
        {
            while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
            {
                var (subject, answer) = AuthorizationQuery.Read(reader, kind.Key);
                answers[subject] = answer;
            }

            await reader.NextResultAsync(cancellationToken).ConfigureAwait(false);
        }

        return answers;
    }
}
