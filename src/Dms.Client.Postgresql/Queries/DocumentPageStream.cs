using System.Data;
using System.IO.Pipelines;
using System.Runtime.CompilerServices;
using Npgsql;

namespace Dms.Client.Postgresql.Queries;

/// <summary>
/// A page on its way from the database to a client. Bytes go through as they are; what a client does not take is not read from the
/// database either.
/// </summary>
public sealed class DocumentPageStream : IAsyncDisposable
{
    private const int DocumentColumn = 0;
    private const int CreatedAtColumn = 1;
    private const int IdColumn = 2;

    private readonly NpgsqlConnection _connection;
    private readonly NpgsqlBatch _batch;
    private readonly DocumentQuery _query;
    private readonly DocumentQueryOptions _options;
    private readonly TimeProvider _time;
    private NpgsqlDataReader? _reader;
    private bool _hasEnded;

    internal DocumentPageStream(NpgsqlConnection connection, DocumentQuery query, DocumentQueryOptions options, TimeProvider time)
    {
        _connection = connection;
        _batch = new NpgsqlBatch(connection);
        _query = query;
        _options = options;
        _time = time;
    }

    /// <summary>How many documents the query has on all pages; null when that was not asked for.</summary>
    public long? TotalCount { get; private set; }

    /// <summary>
    /// Writes the page as a JSON array. When this throws the array has no end, and the writer must not be completed as if it had: a
    /// response is aborted. An exception before the first document leaves the writer untouched.
    /// </summary>
    /// <param name="writer">Where to; it is flushed after each batch and stays open.</param>
    /// <param name="cancellationToken">Ends the page and gives the connection back.</param>
    /// <returns>How the page ended.</returns>
    /// <exception cref="NpgsqlException">The database failed.</exception>
    /// <exception cref="TimeoutException">The client did not take a batch in time.</exception>
    /// <exception cref="OperationCanceledException">The page was cancelled, or nobody reads what is written.</exception>
    public async Task<PageEnd> WriteToAsync(PipeWriter writer, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(writer);
        var reader = _reader ?? throw new ObjectDisposedException(nameof(DocumentPageStream));
        var output = new BatchedOutput(writer, _options, _time);
        PageCursor? last = null;
        var documents = 0;
        while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            output.Write(++documents == 1 ? "["u8 : ","u8);
            await CopyDocumentAsync(reader, output, cancellationToken).ConfigureAwait(false);
            if (documents == _query.Page.Limit)
                last = await ReadPlaceAsync(reader, cancellationToken).ConfigureAwait(false);
        }

        _hasEnded = true;
        output.Write(documents == 0 ? "[]"u8 : "]"u8);
        await output.FlushAsync(cancellationToken).ConfigureAwait(false);
        return new PageEnd(documents, last);
    }

    /// <summary>Stops reading and gives the connection back at once, whatever is left of the page.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_reader is { } reader)
        {
            _reader = null;
            // A reader that is closed reads what is left; the database is told to send no more.
            if (!_hasEnded)
                _batch.Cancel();
            try
            {
                await reader.DisposeAsync().ConfigureAwait(false);
            }
            catch (Exception ended) when (ended is NpgsqlException or OperationCanceledException)
            {
                // The statement ended as asked, or the connection did before.
            }
        }

        await _batch.DisposeAsync().ConfigureAwait(false);
        await _connection.DisposeAsync().ConfigureAwait(false);
    }

    internal async Task OpenAsync(CancellationToken cancellationToken)
    {
        var isUnfiltered = _query.Filters.IsEmpty;
        if (_query.WithTotalCount)
        {
            _batch.BatchCommands.Add(new NpgsqlBatchCommand("SET TRANSACTION READ ONLY"));
            _batch.BatchCommands.Add(QuerySql.Count(_query));
        }

        if (isUnfiltered)
            _batch.BatchCommands.Add(QuerySql.PreferIndexOrder());
        _batch.BatchCommands.Add(QuerySql.Page(_query));
        // Without filters its statements are few, however many resources there are: the connection keeps them, for one round trip once.
        if (isUnfiltered)
            await _batch.PrepareAsync(cancellationToken).ConfigureAwait(false);
        _reader = await _batch.ExecuteReaderAsync(CommandBehavior.SequentialAccess, cancellationToken).ConfigureAwait(false);
        if (_query.WithTotalCount)
        {
            await _reader.ReadAsync(cancellationToken).ConfigureAwait(false);
            TotalCount = _reader.GetInt64(0);
            await _reader.NextResultAsync(cancellationToken).ConfigureAwait(false);
        }

        if (isUnfiltered)
            await _reader.NextResultAsync(cancellationToken).ConfigureAwait(false);
    }

    private static async Task<PageCursor> ReadPlaceAsync(NpgsqlDataReader reader, CancellationToken cancellationToken) => new(
        await reader.GetFieldValueAsync<DateTime>(CreatedAtColumn, cancellationToken).ConfigureAwait(false),
        await reader.GetFieldValueAsync<long>(IdColumn, cancellationToken).ConfigureAwait(false));

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    private static async ValueTask CopyDocumentAsync(NpgsqlDataReader reader, BatchedOutput output, CancellationToken cancellationToken)
    {
        // Once its length has come, a document is opened without waiting, and so without a task for each.
        await reader.IsDBNullAsync(DocumentColumn, cancellationToken).ConfigureAwait(false);
        var document = reader.GetStream(DocumentColumn);
        await using var closing = document.ConfigureAwait(false);
        var length = document.Length;
        if (length == 0)
            throw new NpgsqlException("The database sent a document without text.");
        while (length > 0)
        {
            var read = await document.ReadAsync(output.GetMemory(), cancellationToken).ConfigureAwait(false);
            if (read == 0)
                throw new NpgsqlException("The database's answer ended in the midst of a document.");
            length -= read;
            output.Advance(read);
            if (output.IsFull)
                await output.FlushAsync(cancellationToken).ConfigureAwait(false);
        }
    }
}
