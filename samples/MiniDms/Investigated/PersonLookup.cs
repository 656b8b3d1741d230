namespace MiniDms.Investigated;

/// <summary>Where it stands which organizations a person leads to, and what to say of one that leads to none of the client's.</summary>
internal sealed record PersonLookup(string Sql, string Property, string Hint)
{
    public static PersonLookup StudentSchool { get; } = Of(
        "studentschoolassociationauthorization", "studentschoolauthorizationeducationorganizationids", "Student",
        "a corresponding 'StudentSchoolAssociation' item");

    public static PersonLookup StudentResponsibility { get; } = Of(
        "studenteducationorganizationresponsibilityauthorization", "studentedorgresponsibilityauthorizationedorgids", "Student",
        "a corresponding 'StudentEducationOrganizationResponsibilityAssociation' item");

    public static PersonLookup Contact { get; } = Of(
        "contactstudentschoolauthorization", "contactstudentschoolauthorizationeducationorganizationids", "Contact",
        "corresponding 'StudentSchoolAssociation' and 'StudentContactAssociation' items");

    public static PersonLookup Staff { get; } = Of(
        "staffeducationorganizationauthorization", "staffeducationorganizationauthorizationedorgids", "Staff",
        "corresponding 'StaffEducationOrganizationEmploymentAssociation' or 'StaffEducationOrganizationAssignmentAssociation' items");

    private static PersonLookup Of(string table, string column, string person, string missing) => new(
        $"""
        SELECT jsonb_agg(DISTINCT ids.value)::text FROM dms.{table} a CROSS JOIN jsonb_array_elements(a.{column}) ids
        WHERE a.{person}uniqueid = $1
        """,
        $"{person}UniqueId", $"Hint: You may need to create {missing}.");
}
