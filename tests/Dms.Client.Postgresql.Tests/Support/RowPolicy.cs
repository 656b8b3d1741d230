using Npgsql;

namespace Dms.Client.Postgresql.Tests.Support;

/// <summary>Has the database do something at each row of <c>dms.document</c> that a query looks at.</summary>
internal static class RowPolicy
{
    /// <summary>Reaches the database as a user for whom each row goes through a policy.</summary>
    /// <param name="database">The database.</param>
    /// <param name="body">What the policy does with <c>document</c>, in PL/pgSQL; it returns whether the row is seen.</param>
    public static async Task<NpgsqlDataSource> ReadThroughAsync(DmsDatabase database, string body)
    {
        var user = database.Postgres.Name;
        await database.ExecuteAsync(
            $"""
            CREATE FUNCTION look(document jsonb) RETURNS boolean LANGUAGE plpgsql AS $$ BEGIN {body} END $$;
            CREATE ROLE {user} LOGIN;
            GRANT USAGE ON SCHEMA dms TO {user};
            GRANT SELECT ON dms.document TO {user};
            ALTER TABLE dms.document ENABLE ROW LEVEL SECURITY;
            CREATE POLICY look ON dms.document USING (look(edfidoc));
            """);
        return NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(database.ConnectionString) { Username = user });
    }
}
