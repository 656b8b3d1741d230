using Npgsql;

namespace SchemaClaimsSidecar.Postgres;

/// <summary>Turns what PostgreSQL and the network say into what an administrator can act on.</summary>
internal static class PostgresErrors
{
    private const string CheckTheNetwork = "Check that PostgreSQL runs and can be reached from here.";

    /// <summary>Whether PostgreSQL, the way to it or the configured address is at fault, rather than this program.</summary>
    public static bool IsOne(Exception exception) =>
        exception is NpgsqlException or TimeoutException or System.Net.Sockets.SocketException or PostgresAddressException or IOException;

    /// <summary>Whether trying again may help.</summary>
    public static bool IsTransient(Exception exception) =>
        exception is NpgsqlException { IsTransient: true } or TimeoutException or System.Net.Sockets.SocketException or IOException;

    /// <summary>What is wrong, and what to do, in full sentences.</summary>
    public static string Describe(Exception exception) => exception switch
    {
        PostgresException error => $"{Sentence(error.MessageText)} {Advice(error)}",
        NpgsqlException { InnerException: { } inner } error => $"{Sentence(error.Message)} {Sentence(inner.Message)} {CheckTheNetwork}",
        PostgresAddressException => exception.Message,
        _ => $"{Sentence(exception.Message)} {CheckTheNetwork}",
    };

    private static string Advice(PostgresException error) => error.SqlState switch
    {
        PostgresErrorCodes.InvalidPassword or PostgresErrorCodes.InvalidAuthorizationSpecification =>
            "Check the user and the password of the connection string.",
        PostgresErrorCodes.InvalidCatalogName => "Check the database that the connection string names.",
        PostgresErrorCodes.InsufficientPrivilege => "Give the user of the connection string the rights that the documentation lists.",
        PostgresErrorCodes.QueryCanceled => "The statement took too long: see what holds the database up, or raise StatementTimeout.",
        PostgresErrorCodes.ReadOnlySqlTransaction => "The server takes no changes: it is a standby. Name the primary in the connection string.",
        PostgresErrorCodes.DiskFull => "Free some space on the server and try again.",
        PostgresErrorCodes.TooManyConnections => "Raise max_connections of the server, or give this user connections of its own.",
        _ => $"(SQLSTATE {error.SqlState})",
    };

    private static string Sentence(string text) => text.EndsWith('.') ? text : text + ".";
}
