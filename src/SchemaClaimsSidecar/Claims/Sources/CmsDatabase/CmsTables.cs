using Npgsql;

namespace SchemaClaimsSidecar.Claims.Sources.CmsDatabase;

/// <summary>
/// The service's tables under the names that they have in this database: earlier versions of the service name them in lower case,
/// later ones in mixed case.
/// </summary>
internal sealed class CmsTables
{
    private const string Schema = "dmscs";

    // The names in mixed case come last, and so win where a database has both.
    private const string Catalogue = """
        SELECT c.relname, a.attname
        FROM pg_catalog.pg_class c
        JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
        JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
        WHERE n.nspname = 'dmscs' AND c.relkind IN ('r', 'p', 'v', 'm') AND lower(c.relname) IN ('claimshierarchy', 'claimset', 'tenant')
        ORDER BY c.relname = lower(c.relname) DESC
        """;

    private readonly Dictionary<string, (string Table, Dictionary<string, string> Columns)> _tables = [];

    private CmsTables()
    {
    }

    public string Hierarchies => $"SELECT {Column("claimshierarchy", "hierarchy")}::text FROM {Table("claimshierarchy")} LIMIT 2";

    public string ClaimSets =>
        $"SELECT {Column("claimset", "claimsetname")}, {Column("claimset", "issystemreserved")}, {TenantOfClaimSet} "
        + $"FROM {Table("claimset")} ORDER BY {Column("claimset", "id")}";

    /// <summary>Null when there is no such table.</summary>
    public string? Tenants => _tables.ContainsKey("tenant")
        ? $"SELECT {Column("tenant", "id")}::bigint, {Column("tenant", "name")} FROM {Table("tenant")} ORDER BY {Column("tenant", "id")}"
        : null;

    private string TenantOfClaimSet =>
        _tables["claimset"].Columns.TryGetValue("tenantid", out var column) ? Quoted(column) + "::bigint" : "NULL::bigint";

    /// <exception cref="ClaimsSourceException">A table is missing.</exception>
    public static async Task<CmsTables> FindAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        var tables = new CmsTables();
        await using var command = new NpgsqlCommand(Catalogue, connection);
        await using (var reader = await command.ExecuteReaderAsync(cancellationToken))
        {
            while (await reader.ReadAsync(cancellationToken))
                tables.Add(reader.GetString(0), reader.GetString(1));
        }

        tables.Require("claimshierarchy", "hierarchy");
        tables.Require("claimset", "id", "claimsetname", "issystemreserved");
        return tables;
    }

    private void Add(string table, string column)
    {
        var key = table.ToLowerInvariant();
        if (!_tables.TryGetValue(key, out var known) || known.Table != table)
            _tables[key] = known = (table, []);
        known.Columns[column.ToLowerInvariant()] = column;
    }

    private void Require(string table, params ReadOnlySpan<string> columns)
    {
        if (!_tables.TryGetValue(table, out var found))
        {
            throw new ClaimsSourceException(
                $"There is no table {Schema}.{table} in the database of the Configuration Service. "
                + "Check the database that the connection string names, and that the service has been deployed to it.");
        }

        foreach (var column in columns)
        {
            if (!found.Columns.ContainsKey(column))
                throw new ClaimsSourceException($"The table {Schema}.{found.Table} of the Configuration Service has no column '{column}'.");
        }
    }

    private string Table(string table) => $"{Schema}.{Quoted(_tables[table].Table)}";

    private string Column(string table, string column) => Quoted(_tables[table].Columns[column]);

    private static string Quoted(string identifier) => $"\"{identifier.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
