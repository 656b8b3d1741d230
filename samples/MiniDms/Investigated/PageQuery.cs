using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json.Nodes;
using Dms.Client.Schema;
using MiniDms.Clients;
using MiniDms.Serving;
using Npgsql;
using NpgsqlTypes;

namespace MiniDms.Investigated;

/// <summary>
/// The statements of a query, put together out of what the URL says. As DMS's: by creation time without a tie-breaker, without the
/// project's name, and the count after the page.
/// </summary>
internal sealed class PageQuery
{
    private const int MaximumPageSize = 500;

    private readonly List<string> _conditions = ["resourcename = $1"];
    private readonly List<Func<NpgsqlParameter>> _values = [];
    private readonly Dictionary<string, string[]> _invalid = new(StringComparer.Ordinal);
    private int _limit = MaximumPageSize;
    private int _offset;

    private PageQuery(NodeResource resource)
    {
        var name = resource.ResourceName;
        _values.Add(() => new() { Value = name });
    }

    public bool WithTotalCount { get; private set; }

    public static bool TryRead(
        HttpContext context, NodeResource resource, [NotNullWhen(true)] out PageQuery? query, [NotNullWhen(false)] out Answer? refusal)
    {
        var reading = query = new PageQuery(resource);
        var errors = context.Request.Query
            .Select(field => reading.Take(resource, field.Key, field.Value.ToString())).OfType<string>().ToArray();
        refusal = errors.Length > 0 ? Problems.BadRequest(context, errors)
            : reading._invalid.Count > 0 ? Problems.Invalid(context, reading._invalid)
            : null;
        return refusal is null;
    }

    /// <summary>Leaves only what the client may see.</summary>
    public void Authorize(NodeResource resource, ApiClient client, ImmutableArray<string> strategies)
    {
        if (strategies.Contains("NamespaceBased") && IsSecuredBy("Namespace"))
            Add(
                "securityelements->'Namespace'->>0 LIKE ANY({0})",
                [.. client.Authorizations.NamespacePrefixes.Select(prefix => prefix + "%")]);
        if (!strategies.Any(strategy => strategy.StartsWith("RelationshipsWith", StringComparison.Ordinal)))
            return;
        var organizations = client.Authorizations.EducationOrganizationIds.Select(id => $"{id}").ToArray();
        if (IsSecuredBy("EducationOrganization"))
            Add(
                "securityelements->'EducationOrganization'->0->>'Id' = ANY(ARRAY(SELECT jsonb_array_elements_text(hierarchy) "
                + "FROM dms.educationorganizationhierarchytermslookup WHERE id::text = ANY({0})))",
                organizations);
        foreach (var (kind, column) in (ReadOnlySpan<(string, string)>)
            [
                ("Student", "studentschoolauthorizationedorgids"), ("Contact", "contactstudentschoolauthorizationedorgids"),
                ("Staff", "staffeducationorganizationauthorizationedorgids"),
            ])
        {
            if (IsSecuredBy(kind))
                Add(column + " ?| {0}", organizations);
        }

        bool IsSecuredBy(string kind) => resource.Securable[kind] is JsonArray { Count: > 0 };

        void Add(string condition, string[] values)
        {
            _values.Add(() => new() { Value = values });
            _conditions.Add(string.Format(CultureInfo.InvariantCulture, condition, $"${_values.Count}"));
        }
    }

    public NpgsqlCommand Page(NpgsqlConnection connection) => Of(
        connection,
        $"SELECT edfidoc FROM dms.document WHERE {Where} ORDER BY createdat OFFSET {_offset} ROWS FETCH FIRST {_limit} ROWS ONLY");

    public NpgsqlCommand Count(NpgsqlConnection connection) => Of(connection, $"SELECT count(1) FROM dms.document WHERE {Where}");

    private string Where => string.Join(" AND ", _conditions);

    private NpgsqlCommand Of(NpgsqlConnection connection, string sql)
    {
        var command = new NpgsqlCommand(sql, connection);
        foreach (var value in _values)
            command.Parameters.Add(value());
        return command;
    }

    private string? Take(NodeResource resource, string name, string value)
    {
        switch (name.ToLowerInvariant())
        {
            case "offset":
                return int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out _offset)
                    ? null
                    : "Offset must be a numeric value greater than or equal to 0.";
            case "limit":
                return int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out _limit) && _limit <= MaximumPageSize
                    ? null
                    : $"Limit must be omitted or set to a numeric value between 0 and {MaximumPageSize}.";
            case "totalcount":
                var isValid = bool.TryParse(value, out var isWanted);
                WithTotalCount = isWanted;
                return isValid ? null : "TotalCount must be a boolean value.";
            default:
                var field = resource.QueryFields.FirstOrDefault(
                    field => string.Equals(field.Key, name, StringComparison.OrdinalIgnoreCase));
                if (field.Value is not JsonArray paths)
                    return $"The query field '{name}' is not valid for this resource.";
                if (!Filter(paths, value))
                    _invalid[$"$.{field.Key}"] = [$"The value '{value}' is not valid for {field.Key}."];
                return null;
        }
    }

    private bool Filter(JsonArray paths, string value)
    {
        var alternatives = new List<string>();
        foreach (var path in paths)
        {
            if (ToNode(path!["type"]!.GetValue<string>(), value) is not { } node)
                return false;
            var fragment = Enclose(JsonPath.Parse(path["path"]!.GetValue<string>()), node).ToJsonString();
            _values.Add(() => new() { Value = fragment, NpgsqlDbType = NpgsqlDbType.Jsonb });
            alternatives.Add($"edfidoc @> ${_values.Count}");
        }

        _conditions.Add($"({string.Join(" OR ", alternatives)})");
        return true;
    }

    private static JsonNode? ToNode(string type, string value) => type switch
    {
        "number" => decimal.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null,
        "boolean" => bool.TryParse(value, out var flag) ? flag : null,
        _ => value,
    };

    private static JsonNode Enclose(JsonPath path, JsonNode value) => path.Segments.Reverse().Aggregate(value, (node, segment) =>
        segment.Kind == JsonPathSegmentKind.Wildcard ? new JsonArray(node) : new JsonObject { [segment.Name] = node });
}
