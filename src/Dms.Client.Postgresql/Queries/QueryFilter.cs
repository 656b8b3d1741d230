using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Dms.Client.Schema;

namespace Dms.Client.Postgresql.Queries;

/// <summary>A value that a document must have at one of the places of a query parameter.</summary>
public sealed class QueryFilter
{
    private QueryFilter(QueryField field, ImmutableArray<byte[]> fragments)
    {
        Field = field;
        Fragments = fragments;
    }

    /// <summary>The query parameter.</summary>
    public QueryField Field { get; }

    /// <summary>A document that has the value and nothing else, for each place: JSON in UTF-8. One of them must be contained.</summary>
    internal ImmutableArray<byte[]> Fragments { get; }

    /// <summary>Reads the value of a query parameter as its type asks.</summary>
    /// <param name="field">The query parameter.</param>
    /// <param name="value">The value in the URL.</param>
    /// <param name="filter">The filter; null when the value does not fit.</param>
    /// <returns>Whether the value fits the type.</returns>
    public static bool TryCreate(QueryField field, string value, [NotNullWhen(true)] out QueryFilter? filter)
    {
        ArgumentNullException.ThrowIfNull(field);
        ArgumentNullException.ThrowIfNull(value);
        filter = null;
        var fragments = ImmutableArray.CreateBuilder<byte[]>(field.Paths.Length);
        foreach (var (path, type) in field.Paths)
        {
            if (!TryFragment(path, type, value, out var fragment))
                return false;
            fragments.Add(fragment);
        }

        filter = new QueryFilter(field, fragments.DrainToImmutable());
        return true;
    }

    private static bool TryFragment(JsonPath path, string type, string value, [NotNullWhen(true)] out byte[]? fragment)
    {
        fragment = type switch
        {
            "number" => decimal.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
                ? DocumentFragment.Write(path, json => json.WriteNumberValue(number))
                : null,
            "boolean" => bool.TryParse(value, out var flag) ? DocumentFragment.Write(path, json => json.WriteBooleanValue(flag)) : null,
            "date-time" => TryUtc(value, out var utc) ? DocumentFragment.Write(path, json => json.WriteStringValue(utc)) : null,
            // PostgreSQL's jsonb has no zero character.
            _ => value.Contains('\0', StringComparison.Ordinal) ? null : DocumentFragment.Write(path, json => json.WriteStringValue(value)),
        };
        return fragment is not null;
    }

    // Documents are stored with their times in UTC.
    private static bool TryUtc(string value, out string utc)
    {
        var isTime = DateTimeOffset.TryParse(
            value, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time);
        utc = time.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);
        return isTime;
    }
}
