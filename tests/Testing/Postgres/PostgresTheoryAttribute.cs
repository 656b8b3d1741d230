using Xunit;

namespace Testing.Postgres;

/// <summary>A theory that needs a PostgreSQL server; skipped, visibly, where none is installed.</summary>
public sealed class PostgresTheoryAttribute : TheoryAttribute
{
    public PostgresTheoryAttribute() => Skip = PostgresPrograms.WhyAbsent;
}
