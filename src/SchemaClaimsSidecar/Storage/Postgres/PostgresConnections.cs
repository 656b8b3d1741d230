using Npgsql;
using Polly;
using Polly.Retry;
using SchemaClaimsSidecar.Postgres;

namespace SchemaClaimsSidecar.Storage.Postgres;

/// <summary>Connections to the database of a store. What fails for a passing reason is tried again, on another connection.</summary>
internal sealed class PostgresConnections : IAsyncDisposable
{
    private const int Retries = 3;
    private const int MaxPoolSize = 10;

    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(2);

    private readonly NpgsqlDataSource _source;
    private readonly ResiliencePipeline _pipeline;

    public PostgresConnections(PostgresStoreOptions options, TimeProvider time, ILogger logger)
    {
        var address = PostgresAddress.Of(options, pooling: true);
        var builder = new NpgsqlDataSourceBuilder(address.ConnectionString);
        builder.ConnectionStringBuilder.MaxPoolSize = MaxPoolSize;
        if (options.ConnectionStringFile is not null && builder.ConnectionStringBuilder.Password is not null)
        {
            builder.ConnectionStringBuilder.Password = null;
            builder.UsePasswordProvider(_ => PasswordOf(options), (_, _) => ValueTask.FromResult(PasswordOf(options)));
        }

        Name = address.Name;
        StatementTimeout = options.StatementTimeout;
        _source = builder.Build();
        _pipeline = CreatePipeline(time, logger);
    }

    /// <summary>Server and database, for messages.</summary>
    public string Name { get; }

    public TimeSpan StatementTimeout { get; }

    /// <param name="action">What to do; may be done again from the start after a failure.</param>
    /// <param name="failure">What it means that it cannot be done, as the beginning of a sentence.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <exception cref="StoreUnavailableException">The database cannot be reached, or refuses.</exception>
    public async Task<T> UseAsync<T>(
        Func<NpgsqlConnection, CancellationToken, Task<T>> action, string failure, CancellationToken cancellationToken)
    {
        try
        {
            return await _pipeline.ExecuteAsync(
                async token =>
                {
                    await using var connection = await _source.OpenConnectionAsync(token);
                    return await action(connection, token);
                },
                cancellationToken);
        }
        catch (Exception refused) when (PostgresErrors.IsOne(refused))
        {
            throw Explain(failure, refused);
        }
    }

    /// <summary>The same for what is asked again in its turn: twice at most, since a connection from the pool may be dead.</summary>
    /// <inheritdoc cref="UseAsync"/>
    public async Task<T> UseBrieflyAsync<T>(
        Func<NpgsqlConnection, CancellationToken, Task<T>> action, string failure, CancellationToken cancellationToken)
    {
        for (var mayRepeat = true; ; mayRepeat = false)
        {
            try
            {
                await using var connection = await _source.OpenConnectionAsync(cancellationToken);
                return await action(connection, cancellationToken);
            }
            catch (Exception refused) when (PostgresErrors.IsOne(refused))
            {
                if (!PostgresErrors.IsTransient(refused))
                    throw Explain(failure, refused);
                Forget();
                if (!mayRepeat)
                    throw Explain(failure, refused);
            }
        }
    }

    /// <summary>Lets go of the connections in the pool: where one has died, the others have, too.</summary>
    public void Forget() => _source.Clear();

    public ValueTask DisposeAsync() => _source.DisposeAsync();

    private StoreUnavailableException Explain(string failure, Exception refused) =>
        new($"{failure}, since the store {Name} fails: {PostgresErrors.Describe(refused)}", refused)
        {
            MayPass = PostgresErrors.IsTransient(refused),
        };

    private static string PasswordOf(PostgresStoreOptions options) =>
        new NpgsqlConnectionStringBuilder(PostgresAddress.Of(options, pooling: true).ConnectionString).Password ?? "";

    private ResiliencePipeline CreatePipeline(TimeProvider time, ILogger logger) =>
        new ResiliencePipelineBuilder { TimeProvider = time }
            .AddRetry(new RetryStrategyOptions
            {
                ShouldHandle = static args =>
                    ValueTask.FromResult(args.Outcome.Exception is { } failure && PostgresErrors.IsTransient(failure)),
                MaxRetryAttempts = Retries,
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
                Delay = FirstPause,
                MaxDelay = LongestPause,
                OnRetry = args =>
                {
                    Forget();
                    PostgresStoreLog.Retrying(logger, Name, args.Outcome.Exception!.Message, args.RetryDelay);
                    return ValueTask.CompletedTask;
                },
            })
            .Build();
}
