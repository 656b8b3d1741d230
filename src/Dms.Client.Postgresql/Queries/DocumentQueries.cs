using System.ComponentModel.DataAnnotations;
using System.Data;
using Npgsql;

namespace Dms.Client.Postgresql.Queries;

/// <summary>Answers queries page by page, each as a stream that holds one batch at a time. May be used by many at once.</summary>
public sealed class DocumentQueries
{
    private readonly NpgsqlDataSource _dataSource;
    private readonly DocumentQueryOptions _options;
    private readonly TimeProvider _time;

    /// <summary>Queries the documents of a database.</summary>
    /// <param name="dataSource">The database.</param>
    /// <param name="options">How pages are read and sent.</param>
    /// <param name="time">The clock.</param>
    /// <exception cref="ValidationException">An option is out of its range.</exception>
    public DocumentQueries(NpgsqlDataSource dataSource, DocumentQueryOptions options, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(dataSource);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(time);
        Validator.ValidateObject(options, new ValidationContext(options), validateAllProperties: true);
        _dataSource = dataSource;
        _options = options;
        _time = time;
    }

    /// <summary>Asks the database, and counts where that is wanted: all that a response's headers need. The documents follow.</summary>
    /// <param name="query">The page that is wanted.</param>
    /// <param name="cancellationToken">Ends the question and gives the connection back.</param>
    /// <returns>The page, which keeps a connection until it is disposed of.</returns>
    /// <exception cref="ArgumentException">The page is larger than pages may be, or its offset is negative.</exception>
    /// <exception cref="NpgsqlException">The database did not answer.</exception>
    public async Task<DocumentPageStream> OpenAsync(DocumentQuery query, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        if (query.Page.Limit < 0 || query.Page.Limit > _options.MaximumPageSize || query.Page.Offset < 0)
            throw new ArgumentException(
                $"Limit must be omitted or set to a numeric value between 0 and {_options.MaximumPageSize}, "
                + "and the offset must not be negative.",
                nameof(query));

        var connection = await _dataSource.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        var page = new DocumentPageStream(connection, query, _options, _time);
        try
        {
            if (query.WithTotalCount)
                await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancellationToken).ConfigureAwait(false);
            await page.OpenAsync(cancellationToken).ConfigureAwait(false);
            return page;
        }
        catch
        {
            await page.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }
}
