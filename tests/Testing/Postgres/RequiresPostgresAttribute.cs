namespace Testing.Postgres;

/// <summary>Marks a class whose inherited tests need a PostgreSQL server.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class RequiresPostgresAttribute : Attribute
{
    /// <summary>Why the tests must be skipped; null where there is a server.</summary>
    public static string? WhyAbsent => PostgresPrograms.WhyAbsent;
}
