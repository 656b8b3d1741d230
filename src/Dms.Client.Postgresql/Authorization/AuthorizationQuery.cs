using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Npgsql;

namespace Dms.Client.Postgresql.Authorization;

/// <summary>One statement of the batch: all subjects of one kind at once.</summary>
internal static class AuthorizationQuery
{
    private const string Ancestors =
        """
        WITH RECURSIVE above (origin, id, educationorganizationid, parentid) AS (
            SELECT h.educationorganizationid, h.id, h.educationorganizationid, h.parentid
            FROM dms.educationorganizationhierarchy h
            WHERE h.educationorganizationid = ANY($1)
            UNION
            SELECT above.origin, h.id, h.educationorganizationid, h.parentid
            FROM above
            JOIN dms.educationorganizationhierarchy h ON h.id = above.parentid
        )
        SELECT origin, array_agg(DISTINCT educationorganizationid) FROM above GROUP BY origin
        """;

    private static readonly string StudentSchool = OfPeople(
        "studentschoolassociationauthorization", "studentuniqueid", "studentschoolauthorizationeducationorganizationids");

    private static readonly string StudentResponsibility = OfPeople(
        "studenteducationorganizationresponsibilityauthorization", "studentuniqueid", "studentedorgresponsibilityauthorizationedorgids");

    private static readonly string Contact = OfPeople(
        "contactstudentschoolauthorization", "contactuniqueid", "contactstudentschoolauthorizationeducationorganizationids");

    private static readonly string Staff = OfPeople(
        "staffeducationorganizationauthorization", "staffuniqueid", "staffeducationorganizationauthorizationedorgids");

    public static NpgsqlBatchCommand Of(AuthorizationKind kind, IEnumerable<AuthorizationSubject> subjects)
    {
        var command = new NpgsqlBatchCommand(kind switch
        {
            AuthorizationKind.Ancestors => Ancestors,
            AuthorizationKind.StudentSchool => StudentSchool,
            AuthorizationKind.StudentResponsibility => StudentResponsibility,
            AuthorizationKind.Contact => Contact,
            _ => Staff,
        });
        command.Parameters.Add(kind == AuthorizationKind.Ancestors
            ? new NpgsqlParameter<long[]> { TypedValue = [.. subjects.Select(subject => subject.Organization)] }
            : new NpgsqlParameter<string[]> { TypedValue = [.. subjects.Select(subject => subject.Person)] });
        return command;
    }

    /// <summary>Reads the current row.</summary>
    public static (AuthorizationSubject Subject, AuthorizationAnswer Answer) Read(NpgsqlDataReader row, AuthorizationKind kind)
    {
        if (kind == AuthorizationKind.Ancestors)
            return (AuthorizationSubject.Of(row.GetInt64(0)), new AuthorizationAnswer([.. row.GetFieldValue<long[]>(1)], null));
        var stored = row.GetFieldValue<byte[]>(1);
        return (AuthorizationSubject.Of(kind, row.GetString(0)), new AuthorizationAnswer(ReadIds(stored, kind), stored));
    }

    private static string OfPeople(string table, string person, string organizations) =>
        $"""
        SELECT a.{person}, jsonb_agg(DISTINCT ids.value)
        FROM dms.{table} a
        CROSS JOIN jsonb_array_elements(a.{organizations}) ids
        WHERE a.{person} = ANY($1)
        GROUP BY a.{person}
        """;

    private static ImmutableArray<long> ReadIds(byte[] stored, AuthorizationKind kind)
    {
        using var array = JsonDocument.Parse(stored);
        return [.. array.RootElement.EnumerateArray().Select(item => ReadId(item, kind))];
    }

    private static long ReadId(JsonElement item, AuthorizationKind kind)
    {
        var text = item.ValueKind == JsonValueKind.String ? item.GetString() : item.GetRawText();
        return long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var id)
            ? id
            : throw new InvalidOperationException(
                $"The authorization tables hold '{text}' for {kind}, which is no education organization id.");
    }
}
