using System.Globalization;
using System.Text;
using Npgsql;
using NpgsqlTypes;

namespace Dms.Client.Postgresql.Queries;

/// <summary>Writes the statements of a query. Every value is a parameter.</summary>
internal sealed class QuerySql
{
    private readonly DocumentQuery _query;
    private readonly NpgsqlBatchCommand _command = new();
    private readonly StringBuilder _sql = new();

    private QuerySql(DocumentQuery query) => _query = query;

    /// <summary>
    /// The documents of the page: the JSON of each, when it was created, and its id. PostgreSQL takes longer to make JSON while it sends
    /// a row than by a cast, which is made of the page's own documents alone: of none that are passed over or sorted.
    /// </summary>
    public static NpgsqlBatchCommand Page(DocumentQuery query)
    {
        var sql = new QuerySql(query);
        sql._sql.Append("SELECT p.edfidoc::text, p.createdat, p.id FROM (SELECT d.edfidoc, d.createdat, d.id");
        sql.AppendFromAndWhere();
        if (query.Page.After is { } after)
        {
            sql._sql.Append(" AND (d.createdat, d.id) > (");
            sql.Append(new NpgsqlParameter<DateTime> { TypedValue = after.CreatedAt, NpgsqlDbType = NpgsqlDbType.Timestamp });
            sql._sql.Append(", ");
            sql.Append(new NpgsqlParameter<long> { TypedValue = after.Id });
            sql._sql.Append(')');
        }

        sql._sql.Append(" ORDER BY d.createdat, d.id OFFSET ");
        sql.Append(new NpgsqlParameter<long> { TypedValue = query.Page.Offset });
        sql._sql.Append(" ROWS FETCH FIRST ");
        sql.Append(new NpgsqlParameter<long> { TypedValue = query.Page.Limit });
        sql._sql.Append(" ROWS ONLY) p ORDER BY p.createdat, p.id");
        return sql.Command();
    }

    /// <summary>How many documents there are, whatever the page.</summary>
    public static NpgsqlBatchCommand Count(DocumentQuery query)
    {
        var sql = new QuerySql(query);
        sql._sql.Append("SELECT count(*)");
        sql.AppendFromAndWhere();
        return sql.Command();
    }

    /// <summary>
    /// Lets the page be read in the order of its index until the batch ends: the first document comes at once, where a sort would read,
    /// and spill to disk, all of them before. Without filters there is no other index that could be better. Where the index is missing
    /// PostgreSQL sorts all the same, but takes the statement for so expensive that it would compile it. As there is one plan, whatever
    /// the values, it need not be made anew for each page.
    /// </summary>
    public static NpgsqlBatchCommand PreferIndexOrder() => new(
        "SELECT set_config('enable_sort', 'off', true), set_config('jit', 'off', true), "
        + "set_config('plan_cache_mode', 'force_generic_plan', true)");

    private NpgsqlBatchCommand Command()
    {
        _command.CommandText = _sql.ToString();
        return _command;
    }

    private void AppendFromAndWhere()
    {
        _sql.Append(" FROM dms.document d WHERE d.resourcename = ");
        Append(new NpgsqlParameter<string> { TypedValue = _query.Resource.ResourceName });
        _sql.Append(" AND d.projectname = ");
        Append(new NpgsqlParameter<string> { TypedValue = _query.Project.ProjectName });
        foreach (var filter in _query.Filters)
            AppendFilter(filter);
        AppendAuthorization();
    }

    private void AppendFilter(QueryFilter filter)
    {
        _sql.Append(" AND (");
        for (var i = 0; i < filter.Fragments.Length; i++)
        {
            _sql.Append(i == 0 ? "d.edfidoc @> " : " OR d.edfidoc @> ");
            Append(new NpgsqlParameter<byte[]> { TypedValue = filter.Fragments[i], NpgsqlDbType = NpgsqlDbType.Jsonb });
        }

        _sql.Append(filter.Fragments.IsEmpty ? "false)" : ")");
    }

    private void AppendAuthorization()
    {
        var resource = _query.Resource;
        if (!_query.Authorization.NamespacePrefixes.IsEmpty && !resource.NamespaceSecurityElementPaths.IsEmpty)
            AppendNamespaces();
        if (_query.Authorization.EducationOrganizationIds.IsEmpty)
            return;
        if (!resource.EducationOrganizationSecurityElementPaths.IsEmpty)
            AppendOrganizations();
        if (!resource.StudentSecurityElementPaths.IsEmpty)
            AppendPeople("studentschoolauthorizationedorgids");
        if (!resource.ContactSecurityElementPaths.IsEmpty)
            AppendPeople("contactstudentschoolauthorizationedorgids");
        if (!resource.StaffSecurityElementPaths.IsEmpty)
            AppendPeople("staffeducationorganizationauthorizationedorgids");
    }

    private void AppendNamespaces()
    {
        _sql.Append(" AND d.securityelements->'Namespace'->>0 LIKE ANY(");
        Append(new NpgsqlParameter<string[]> { TypedValue = [.. _query.Authorization.NamespacePrefixes.Select(PatternOf)] });
        _sql.Append(')');
    }

    private void AppendOrganizations()
    {
        _sql.Append(" AND d.securityelements->'EducationOrganization'->0->>'Id' = ANY(ARRAY(SELECT jsonb_array_elements_text(l.hierarchy) ")
            .Append("FROM dms.educationorganizationhierarchytermslookup l WHERE l.id = ANY(");
        Append(new NpgsqlParameter<long[]> { TypedValue = [.. _query.Authorization.EducationOrganizationIds] });
        _sql.Append(")))");
    }

    private void AppendPeople(string column)
    {
        _sql.Append(" AND d.").Append(column).Append(" ?| ");
        Append(new NpgsqlParameter<string[]>
        {
            TypedValue = [.. _query.Authorization.EducationOrganizationIds.Select(id => id.ToString(CultureInfo.InvariantCulture))],
        });
    }

    private void Append(NpgsqlParameter parameter)
    {
        _command.Parameters.Add(parameter);
        _sql.Append('$').Append(_command.Parameters.Count);
    }

    private static string PatternOf(string prefix) => prefix
        .Replace("\\", "\\\\", StringComparison.Ordinal)
        .Replace("%", "\\%", StringComparison.Ordinal)
        .Replace("_", "\\_", StringComparison.Ordinal) + "%";
}
