using System.Globalization;
using System.Text.Json;
using Dms.Client.Postgresql.Tests.Support;
using Npgsql;
using NpgsqlTypes;
using static System.FormattableString;

namespace Bench.Queries;

/// <summary>
/// StudentEducationOrganizationAssociations as the field has them: about 2.8 kB each, of references, nested lists and descriptors, no two of
/// them alike.
/// </summary>
internal static class StudentAssociations
{
    public const string Resource = "StudentEducationOrganizationAssociation";

    private const string Insert =
        """
        INSERT INTO dms.document (documentpartitionkey, documentuuid, resourcename, resourceversion, isdescriptor, projectname, edfidoc,
            securityelements, studentschoolauthorizationedorgids, lastmodifiedtraceid, createdat)
        SELECT n % 16, (document->>'id')::uuid, $1, '5.1.0', false, 'Ed-Fi', document,
            jsonb_build_object('Student', jsonb_build_array(document#>>'{studentReference,studentUniqueId}'), 'EducationOrganization',
                jsonb_build_array(jsonb_build_object('PropertyName', 'EducationOrganizationId', 'Id', '255901'))),
            '["2559", "255901"]', 'test', timestamp '2024-01-01' + n * interval '1 second'
        FROM unnest($2) WITH ORDINALITY AS made(document, n)
        """;

    private static readonly string[] Cities = ["Grand Bend", "Münster", "San José", "Austin", "Round Rock", "Cedar Park"];
    private static readonly string[] Streets = ["Oak Street", "Peña Boulevard", "Airport Road", "East 12th Street", "Elm \"Old\" Lane"];
    private static readonly string[] Languages = ["eng", "spa", "vie", "deu"];
    private static readonly string[] Characteristics = ["Economic Disadvantaged", "Immigrant", "Homeless", "Migrant", "Section 504"];
    private static readonly string[] Races = ["White", "Black - African American", "Asian", "American Indian - Alaska Native"];

    public static async Task InsertAsync(DmsDatabase database, int count)
    {
        var random = new Random(2025);
        await using var command = database.DataSource.CreateCommand(Insert);
        command.Parameters.Add(new() { Value = Resource });
        command.Parameters.Add(new()
        {
            Value = Enumerable.Range(1, count).Select(n => JsonSerializer.Serialize(Make(random, n))).ToArray(),
            NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Jsonb,
        });
        await command.ExecuteNonQueryAsync();
    }

    private static Dictionary<string, object> Make(Random random, int n)
    {
        var id = new byte[16];
        random.NextBytes(id);
        return new Dictionary<string, object>
        {
            ["id"] = new Guid(id),
            ["_etag"] = Convert.ToBase64String(BitConverter.GetBytes(random.NextInt64())),
            ["_lastModifiedDate"] = Day(random, 2024) + "T08:00:00Z",
            ["studentReference"] = new { studentUniqueId = Invariant($"60{n:0000}") },
            ["educationOrganizationReference"] = new { educationOrganizationId = 255901 },
            ["loginId"] = Invariant($"student.{n}"),
            ["hispanicLatinoEthnicity"] = random.Next(2) == 0,
            ["sexDescriptor"] = Descriptor("Sex", random.Next(2) == 0 ? "Female" : "Male"),
            ["limitedEnglishProficiencyDescriptor"] = Descriptor("LimitedEnglishProficiency", "NotLimited"),
            ["races"] = new[] { new { raceDescriptor = Descriptor("Race", Any(random, Races)) } },
            ["languages"] = new[] { Language(random) },
            ["addresses"] = new[] { Address(random, "Home"), Address(random, "Mailing") },
            ["electronicMails"] = new[] { Mail(n, "Home/Personal"), Mail(n, "Organization") },
            ["telephones"] = new[] { Telephone(random, "Home", 1) },
            ["studentCharacteristics"] = new[] { Characteristic(random), Characteristic(random) },
            ["studentIdentificationCodes"] = new[]
            {
                new
                {
                    assigningOrganizationIdentificationCode = "State",
                    identificationCode = Invariant($"{random.Next(100_000_000, 999_999_999)}"),
                    studentIdentificationSystemDescriptor = Descriptor("StudentIdentificationSystem", "State"),
                },
            },
        };
    }

    private static object Address(Random random, string type) => new
    {
        addressTypeDescriptor = Descriptor("AddressType", type),
        streetNumberName = Invariant($"{random.Next(1, 9_999)} {Any(random, Streets)}"),
        city = Any(random, Cities),
        nameOfCounty = "Williston",
        postalCode = Invariant($"{random.Next(10_000, 99_999)}"),
        stateAbbreviationDescriptor = Descriptor("StateAbbreviation", "TX"),
        latitude = Invariant($"{random.NextDouble() * 90:0.0000}"),
        longitude = Invariant($"{random.NextDouble() * -180:0.0000}"),
        doNotPublishIndicator = false,
        periods = new[] { new { beginDate = Day(random, 2019), endDate = Day(random, 2023) } },
    };

    private static object Mail(int n, string type) => new
    {
        electronicMailAddress = Invariant($"student.{n}@example.org"),
        electronicMailTypeDescriptor = Descriptor("ElectronicMailType", type),
        primaryEmailAddressIndicator = type == "Organization",
    };

    private static object Telephone(Random random, string type, int priority) => new
    {
        telephoneNumber = Invariant($"(950) 555-{random.Next(10_000):0000}"),
        telephoneNumberTypeDescriptor = Descriptor("TelephoneNumberType", type),
        orderOfPriority = priority,
        textMessageCapabilityIndicator = random.Next(2) == 0,
    };

    private static object Language(Random random) => new
    {
        languageDescriptor = Descriptor("Language", Any(random, Languages)),
        uses = new[] { new { languageUseDescriptor = Descriptor("LanguageUse", "Home language") } },
    };

    private static object Characteristic(Random random) => new
    {
        studentCharacteristicDescriptor = Descriptor("StudentCharacteristic", Any(random, Characteristics)),
        designatedBy = "Grand Bend ISD",
        periods = new[] { new { beginDate = Day(random, 2022) } },
    };

    private static string Descriptor(string name, string value) => $"uri://ed-fi.org/{name}Descriptor#{value}";

    private static string Day(Random random, int year) =>
        new DateOnly(year, 1, 1).AddDays(random.Next(365)).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Any(Random random, string[] values) => values[random.Next(values.Length)];
}
