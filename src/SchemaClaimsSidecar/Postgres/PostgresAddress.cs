using Npgsql;

namespace SchemaClaimsSidecar.Postgres;

/// <summary>A database, how it is reached, and how it is called in messages, which never show anything secret.</summary>
/// <param name="ConnectionString">Secret.</param>
/// <param name="Name">Server and database.</param>
internal sealed record PostgresAddress(string ConnectionString, string Name)
{
    private const string ApplicationName = "schema-claims-sidecar";

    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(5);

    /// <param name="options">Where the connection string stands.</param>
    /// <param name="pooling">Whether connections are kept for the next use.</param>
    /// <exception cref="PostgresAddressException">There is no usable connection string.</exception>
    public static PostgresAddress Of(PostgresConnectionOptions options, bool pooling)
    {
        var builder = Parse(options);
        builder.ApplicationName = ApplicationName;
        builder.Pooling = pooling;
        builder.Timeout = (int)options.ConnectTimeout.TotalSeconds;
        // The server is to give up first, since it can say why.
        builder.CommandTimeout = (int)(options.StatementTimeout + Grace).TotalSeconds;
        return new PostgresAddress(builder.ConnectionString, $"{builder.Host}:{builder.Port}/{builder.Database ?? builder.Username}");
    }

    public override string ToString() => Name;

    // What the parser says of a malformed string may quote it.
    private static NpgsqlConnectionStringBuilder Parse(PostgresConnectionOptions options)
    {
        var text = options.ConnectionStringFile is { } file ? ReadFile(file) : options.ConnectionString;
        var where = options.ConnectionStringFile is { } path ? $"in '{path}'" : "in ConnectionString";
        try
        {
            var builder = new NpgsqlConnectionStringBuilder(text);
            return string.IsNullOrEmpty(builder.Host) ? throw new PostgresAddressException($"The connection string {where} names no Host.") : builder;
        }
        catch (Exception malformed) when (malformed is ArgumentException or FormatException or InvalidCastException)
        {
            throw new PostgresAddressException(
                $"The connection string {where} is malformed: write it as Host=…;Port=…;Database=…;Username=…;Password=….");
        }
    }

    private static string ReadFile(string path)
    {
        try
        {
            return File.ReadAllText(path).Trim();
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            throw new PostgresAddressException($"The file of the connection string, '{path}', cannot be read: {refused.Message}");
        }
    }
}
