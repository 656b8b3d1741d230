using Xunit;

namespace Testing.Postgres;

/// <summary>A fact that needs a PostgreSQL server; skipped, visibly, where none is installed.</summary>
public sealed class PostgresFactAttribute : FactAttribute
{
    public PostgresFactAttribute() => Skip = PostgresPrograms.WhyAbsent;
}
