using Npgsql;

namespace MiniDms.Serving;

/// <summary>Repeats a write that met another one, and says what became of one that cannot succeed.</summary>
internal static class WriteRetry
{
    private const int MostAttempts = 5;

    public static async Task<Answer> RunAsync(DocumentRequest request, Func<Task<Answer>> attempt)
    {
        for (var attempts = 1; ; attempts++)
        {
            try
            {
                return await attempt();
            }
            catch (PostgresException failure) when (failure.SqlState is PostgresErrorCodes.ForeignKeyViolation)
            {
                return Problems.StillReferenced(request.Context);
            }
            catch (PostgresException failure) when (failure.SqlState is PostgresErrorCodes.UniqueViolation && attempts == MostAttempts)
            {
                return Problems.IdentityConflict(request.Context, request.Resource.ResourceName);
            }
            catch (PostgresException failure) when (IsConflict(failure) && attempts == MostAttempts)
            {
                return Problems.WriteConflict(request.Context);
            }
            catch (PostgresException failure) when (IsConflict(failure) || failure.SqlState is PostgresErrorCodes.UniqueViolation)
            {
                // Another request came first; the next attempt sees what it wrote.
            }
        }
    }

    private static bool IsConflict(PostgresException failure) =>
        failure.SqlState is PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.DeadlockDetected;
}
