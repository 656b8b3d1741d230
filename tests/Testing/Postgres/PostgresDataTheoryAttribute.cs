using Xunit;

namespace Testing.Postgres;

/// <summary>A theory that needs a PostgreSQL server and the real schemas and claims; skipped, visibly, where either is absent.</summary>
public sealed class PostgresDataTheoryAttribute : TheoryAttribute
{
    public PostgresDataTheoryAttribute() => Skip = PostgresPrograms.WhyAbsent ?? RealData.WhyAbsent;
}
