using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Dms.Client.Schema;

namespace Dms.Client.Postgresql.Queries;

/// <summary>
/// The parameters of a query: <c>offset</c>, <c>limit</c>, <c>totalCount</c> and the fields of the resource as DMS takes them, and
/// <c>pageToken</c> and <c>pageSize</c> for pages that begin where the one before ended.
/// </summary>
/// <param name="Filters">What documents must be like.</param>
/// <param name="Page">Which of them make the page.</param>
/// <param name="WithTotalCount">Whether all are counted.</param>
public sealed record QueryParameters(ImmutableArray<QueryFilter> Filters, PageRange Page, bool WithTotalCount)
{
    /// <summary>Reads the parameters of a URL.</summary>
    /// <param name="resource">The resource that is queried.</param>
    /// <param name="parameters">The names, in any case, and values.</param>
    /// <param name="options">Says how large a page may be.</param>
    /// <param name="read">The parameters; null when there is a problem.</param>
    /// <param name="problem">All mistakes; null when there is none.</param>
    /// <returns>Whether the parameters make a query.</returns>
    public static bool TryRead(
        ResourceSchema resource, IEnumerable<KeyValuePair<string, string>> parameters, DocumentQueryOptions options,
        [NotNullWhen(true)] out QueryParameters? read, [NotNullWhen(false)] out QueryProblem? problem)
    {
        ArgumentNullException.ThrowIfNull(resource);
        ArgumentNullException.ThrowIfNull(parameters);
        ArgumentNullException.ThrowIfNull(options);
        var reading = new Reading(resource, options);
        foreach (var (name, value) in parameters)
            reading.Take(name, value);
        problem = reading.Problem;
        read = problem is null ? reading.Result : null;
        return read is not null;
    }

    private sealed class Reading(ResourceSchema resource, DocumentQueryOptions options)
    {
        private readonly ImmutableArray<QueryFilter>.Builder _filters = ImmutableArray.CreateBuilder<QueryFilter>();
        private readonly List<string> _errors = [];
        private readonly List<KeyValuePair<string, ImmutableArray<string>>> _validationErrors = [];
        private int _limit = options.MaximumPageSize;
        private long _offset;
        private PageCursor? _after;
        private bool _withTotalCount;
        private bool _namesOffset;
        private bool _namesToken;

        public QueryParameters Result => new(_filters.ToImmutable(), new PageRange(_limit, _offset, _after), _withTotalCount);

        public QueryProblem? Problem
        {
            get
            {
                if (_namesOffset && _namesToken)
                    _errors.Add("Use either offset or pageToken: a page begins at one place.");
                return _errors.Count + _validationErrors.Count == 0 ? null : new QueryProblem([.. _errors], [.. _validationErrors]);
            }
        }

        public void Take(string name, string value)
        {
            switch (name.ToLowerInvariant())
            {
                case "offset":
                    _namesOffset = true;
                    Check(
                        long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out _offset) && _offset <= int.MaxValue,
                        "Offset must be a numeric value greater than or equal to 0.");
                    break;
                case "limit" or "pagesize":
                    Check(
                        int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out _limit)
                            && _limit <= options.MaximumPageSize,
                        (name.Length == "limit".Length ? "Limit" : "PageSize")
                        + $" must be omitted or set to a numeric value between 0 and {options.MaximumPageSize}.");
                    break;
                case "totalcount":
                    Check(bool.TryParse(value, out _withTotalCount), "TotalCount must be a boolean value.");
                    break;
                case "pagetoken":
                    _namesToken = true;
                    TakeToken(value);
                    break;
                default:
                    TakeField(name, value);
                    break;
            }
        }

        private void TakeToken(string value)
        {
            Check(PageCursor.TryParse(value, out var cursor), "PageToken must be omitted or set to the token of the page before.");
            _after = cursor;
        }

        private void TakeField(string name, string value)
        {
            if (resource.FindQueryField(name) is not { } field)
                _errors.Add($"The query field '{name}' is not valid for this resource.");
            else if (QueryFilter.TryCreate(field, value, out var filter))
                _filters.Add(filter);
            else
                _validationErrors.Add(KeyValuePair.Create(
                    $"$.{field.Name}", ImmutableArray.Create($"The value '{value}' is not valid for {field.Name}.")));
        }

        private void Check(bool isValid, string error)
        {
            if (!isValid)
                _errors.Add(error);
        }
    }
}
