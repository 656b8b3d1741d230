namespace MiniDms.Investigated;

/// <summary>Where it stands which organizations a person leads to.</summary>
internal sealed record PersonLookup(string Sql)
{
    public static PersonLookup StudentSchool { get; } =
        Of("studentschoolassociationauthorization", "studentschoolauthorizationeducationorganizationids", "studentuniqueid");

    public static PersonLookup StudentResponsibility { get; } = Of(
        "studenteducationorganizationresponsibilityauthorization", "studentedorgresponsibilityauthorizationedorgids", "studentuniqueid");

    public static PersonLookup Contact { get; } =
        Of("contactstudentschoolauthorization", "contactstudentschoolauthorizationeducationorganizationids", "contactuniqueid");

    public static PersonLookup Staff { get; } =
        Of("staffeducationorganizationauthorization", "staffeducationorganizationauthorizationedorgids", "staffuniqueid");

    private static PersonLookup Of(string table, string column, string person) => new(
        $"""
        SELECT jsonb_agg(DISTINCT ids.value)::text FROM dms.{table} a CROSS JOIN jsonb_array_elements(a.{column}) ids
        WHERE a.{person} = $1
        """);
}
