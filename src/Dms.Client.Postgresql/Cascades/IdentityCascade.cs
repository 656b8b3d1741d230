using Dms.Client.Postgresql.Cascades.Planning;
using Dms.Client.Postgresql.Cascades.Rewriting;
using Dms.Client.Postgresql.Cascades.Writing;
using Dms.Client.Postgresql.Identities;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Npgsql;
using Polly;
using Polly.Retry;

namespace Dms.Client.Postgresql.Cascades;

/// <summary>
/// Updates documents whose identity may change, and with them all documents that refer to them. It reads and computes without a
/// transaction, then writes in a short one that first looks whether anything has changed since.
/// </summary>
/// <param name="options">Limits.</param>
/// <param name="time">The clock of <c>_lastModifiedDate</c> and of pauses.</param>
/// <param name="logger">Hears of cascades.</param>
public sealed class IdentityCascade(IOptions<CascadeOptions> options, TimeProvider time, ILogger<IdentityCascade> logger)
{
    private const string InvalidDataClass = "22";

    private readonly CascadeOptions _options = options.Value;

    /// <summary>Updates a document and all that follow it, or nothing.</summary>
    /// <param name="source">The database.</param>
    /// <param name="schema">The schema, of the request's snapshot.</param>
    /// <param name="update">The update.</param>
    /// <param name="cancellationToken">Ends it while nothing is written yet.</param>
    /// <returns>What became of it.</returns>
    /// <exception cref="NpgsqlException">The database fails.</exception>
    public async Task<IdentityUpdateResult> UpdateAsync(
        NpgsqlDataSource source, CascadeSchema schema, IdentityUpdate update, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(schema);
        ArgumentNullException.ThrowIfNull(update);
        var attempts = 0;
        var result = await CreatePipeline(update).ExecuteAsync(
            async token =>
            {
                attempts++;
                return await TryUpdateAsync(source, schema, update, token);
            },
            cancellationToken);
        result ??= new IdentityUpdateResult.WriteConflict(attempts);
        if (result is IdentityUpdateResult.Updated { FanOut: var fanOut })
            CascadeLog.Cascaded(logger, update.Resource.ResourceName, update.DocumentUuid, fanOut);
        else if (IsRemarkable(result))
            CascadeLog.NotChanged(logger, update.Resource.ResourceName, update.DocumentUuid, result.GetType().Name);
        return result;
    }

    /// <summary>Looks what an update would rewrite, and writes nothing.</summary>
    /// <param name="source">The database.</param>
    /// <param name="schema">The schema, of the request's snapshot.</param>
    /// <param name="update">The update.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns><see cref="IdentityUpdateResult.Previewed"/>, or what stands against the update already.</returns>
    /// <exception cref="NpgsqlException">The database fails.</exception>
    public async Task<IdentityUpdateResult> PreviewAsync(
        NpgsqlDataSource source, CascadeSchema schema, IdentityUpdate update, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(schema);
        ArgumentNullException.ThrowIfNull(update);
        try
        {
            using var bodies = new BodyBuffer();
            var rewriter = new DocumentRewriter(time.GetUtcNow(), bodies);
            var (plan, result) = await PlanAsync(source, schema, update, rewriter, bodies, cancellationToken);
            return result ?? new IdentityUpdateResult.Previewed(plan!.ToFanOut());
        }
        catch (InvalidCascadeException invalid)
        {
            return new IdentityUpdateResult.InvalidDocument(invalid.DocumentUuid, invalid.ResourceName, invalid.Message);
        }
    }

    private async Task<IdentityUpdateResult?> TryUpdateAsync(
        NpgsqlDataSource source, CascadeSchema schema, IdentityUpdate update, CancellationToken cancellationToken)
    {
        try
        {
            var now = time.GetUtcNow();
            using var bodies = new BodyBuffer();
            var rewriter = new DocumentRewriter(now, bodies);
            var (plan, result) = await PlanAsync(source, schema, update, rewriter, bodies, cancellationToken);
            if (result is not null)
                return result;
            var (change, etag) = CascadeComputation.Compute(plan!, update, rewriter, new AliasMoves(_options.ReferentialIdFormat));
            if (AliasMoves.FindCollision(change.Aliases) is { } collision)
                return new IdentityUpdateResult.IdentityConflict(collision);
            await using var connection = await source.OpenConnectionAsync(cancellationToken);
            var obstacle = await new CascadeWriter(connection, _options).WriteAsync(change, cancellationToken);
            return obstacle switch
            {
                null => new IdentityUpdateResult.Updated(etag, now, plan!.ToFanOut()),
                { Taken: { } taken } => new IdentityUpdateResult.IdentityConflict(taken),
                { MissingReferences: { IsDefault: false } missing } => new IdentityUpdateResult.ReferencesNotFound(missing),
                _ => null,
            };
        }
        catch (InvalidCascadeException invalid)
        {
            return new IdentityUpdateResult.InvalidDocument(invalid.DocumentUuid, invalid.ResourceName, invalid.Message);
        }
        catch (PostgresException conflict) when (IsConflict(conflict))
        {
            return null;
        }
        catch (PostgresException refused) when (refused.SqlState.StartsWith(InvalidDataClass, StringComparison.Ordinal))
        {
            // All other documents came out of the database and fit into it.
            return new IdentityUpdateResult.InvalidDocument(update.DocumentUuid, update.Resource.ResourceName, refused.MessageText);
        }
    }

    private async Task<(CascadePlan? Plan, IdentityUpdateResult? Result)> PlanAsync(
        NpgsqlDataSource source, CascadeSchema schema, IdentityUpdate update, DocumentRewriter rewriter, BodyBuffer bodies,
        CancellationToken cancellationToken)
    {
        await using var connection = await source.OpenConnectionAsync(cancellationToken);
        var reader = new CascadeReader(connection, bodies);
        var stored = await reader.ReadRootAsync(PartitionKey.Of(update.DocumentUuid), update.DocumentUuid, cancellationToken);
        var (root, result) = RootDocument.Check(schema.Of(update.Resource), update, stored, rewriter);
        if (result is not null)
            return (null, result);
        var plan = await new CascadePlanner(reader, schema, _options.MaxFanOut).PlanAsync(root!, cancellationToken);
        return plan.ExceededAt is { } level
            ? (null, new IdentityUpdateResult.FanOutTooLarge(_options.MaxFanOut, level))
            : (plan, null);
    }

    private static bool IsRemarkable(IdentityUpdateResult result) => result
        is IdentityUpdateResult.FanOutTooLarge or IdentityUpdateResult.InvalidDocument or IdentityUpdateResult.WriteConflict;

    private static bool IsConflict(PostgresException error) => error.SqlState
        is PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.LockNotAvailable
        or PostgresErrorCodes.UniqueViolation or PostgresErrorCodes.ForeignKeyViolation;

    private ResiliencePipeline<IdentityUpdateResult?> CreatePipeline(IdentityUpdate update) => _options.MaxRetries == 0
        ? ResiliencePipeline<IdentityUpdateResult?>.Empty
        : new ResiliencePipelineBuilder<IdentityUpdateResult?> { TimeProvider = time }
            .AddRetry(new RetryStrategyOptions<IdentityUpdateResult?>
            {
                ShouldHandle = static args => ValueTask.FromResult(args.Outcome is { Exception: null, Result: null }),
                MaxRetryAttempts = _options.MaxRetries,
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
                Delay = _options.RetryDelay,
                OnRetry = args =>
                {
                    CascadeLog.Retrying(logger, update.Resource.ResourceName, update.DocumentUuid, args.AttemptNumber + 1, args.RetryDelay);
                    return ValueTask.CompletedTask;
                },
            })
            .Build();
}
