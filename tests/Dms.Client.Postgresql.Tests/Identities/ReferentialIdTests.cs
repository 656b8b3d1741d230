using System.Text.Json;
using Dms.Client.Postgresql.Identities;
using Dms.Client.Postgresql.Tests.Support;
using Dms.Client.Schema;

namespace Dms.Client.Postgresql.Tests.Identities;

public sealed class ReferentialIdTests
{
    [Fact]
    public void ReferentialId_Descriptor_EqualsThatOfDms2026() => Assert.Equal(
        new Guid("b13cae2e-8184-5355-ba0e-d78d0eb3ff02"),
        DocumentIdentity.OfDescriptor("Ed-Fi", "ProgramTypeDescriptor", "URI://Ed-Fi.Org/ProgramTypeDescriptor#Regular#Plus")
            .ToReferentialId(ReferentialIdFormat.Dms2026));

    // What a generator of version 5 UUIDs makes of these names in Ed-Fi's namespace.
    [Theory]
    [InlineData(ReferentialIdFormat.Dms2025, "42021c28-857e-525d-bb18-bee2643625ef")] // Ed-FiX$$.a=$1#$$.b=$2
    [InlineData(ReferentialIdFormat.Dms2025Batch, "a98883c0-7baf-56ea-bcf8-c2c39311db66")] // Ed-FiX$$.a=1#$$.b=2
    [InlineData(ReferentialIdFormat.Dms2026, "03b7ec63-48cf-5cfa-9829-5dd3e7e73f03")] // Ed-FiX$.a=1#$.b=2
    public void ReferentialId_SeveralElements_AreJoinedInTheirOrder(ReferentialIdFormat format, string expected)
    {
        Assert.Equal(new Guid(expected), ReferentialId.Of("Ed-Fi", "X", [Element("$.a", "1"), Element("$.b", "2")], format));
        Assert.NotEqual(new Guid(expected), ReferentialId.Of("Ed-Fi", "X", [Element("$.b", "2"), Element("$.a", "1")], format));
    }

    [Theory]
    [InlineData(ReferentialIdFormat.Dms2025)]
    [InlineData(ReferentialIdFormat.Dms2025Batch)]
    [InlineData(ReferentialIdFormat.Dms2026)]
    public void Identity_StoredId_TellsItsFormat(ReferentialIdFormat format)
    {
        var identity = new DocumentIdentity("Ed-Fi", "X", [Element("$.a", "1")]);

        Assert.Equal(format, identity.FindFormat(identity.ToReferentialId(format)));
        Assert.Null(identity.FindFormat(ReferentialId.Of("Ed-Fi", "Y", identity.Elements, format)));
    }

    [Fact]
    public void ReferentialId_IdentityOfAMegabyte_IsHashed() =>
        Assert.NotEqual(Guid.Empty, ReferentialId.Of("Ed-Fi", "X", [Element("$.a", new string('é', 1 << 20))]));

    [Fact]
    public void Identity_OfASubclass_HasASecondOneByTheNameAbove()
    {
        var school = SchoolModel.Schema.FindResourceByName("Ed-Fi", "School")!;
        using var document = JsonDocument.Parse("""{"schoolId":255901}""");
        var identity = DocumentIdentity.Read(SchoolModel.Schema.ProjectOf(school), school, document.RootElement);

        var above = identity.OfSuperclass(school)!;
        Assert.Equal(ReferentialId.Of("Ed-Fi", "School", [Element("$.schoolId", "255901")]), identity.ToReferentialId());
        Assert.Equal(
            ReferentialId.Of("Ed-Fi", "EducationOrganization", [Element("$.educationOrganizationId", "255901")]), above.ToReferentialId());
    }

    [Theory]
    [InlineData("[]", "must be a JSON object and is: Array")]
    [InlineData("""{"schoolId":null}""", "no value at $.schoolId")]
    [InlineData("""{"schoolId":{"x":1}}""", "a scalar at $.schoolId and has: Object")]
    [InlineData("{}", "no value at $.schoolId")]
    public void Identity_OfABadDocument_SaysWhatIsWrong(string json, string expected)
    {
        var school = SchoolModel.Schema.FindResourceByName("Ed-Fi", "School")!;
        using var document = JsonDocument.Parse(json);

        var invalid = Assert.Throws<InvalidDocumentException>(
            () => DocumentIdentity.Read(SchoolModel.Schema.ProjectOf(school), school, document.RootElement));
        Assert.Contains(expected, invalid.Message, StringComparison.Ordinal);
        Assert.Contains("ed-fi/schools", invalid.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("3df1edf1-edf1-3df1-3df1-3df1edf1ed00", 0)]
    [InlineData("3df1edf1-edf1-3df1-3df1-3df1edf1ed1f", 15)]
    [InlineData("3df1edf1-edf1-3df1-3df1-3df1edf1edf2", 2)]
    public void PartitionKey_OfAUuid_IsItsLastByteModulo16(string uuid, short expected) => Assert.Equal(expected, PartitionKey.Of(new Guid(uuid)));

    private static IdentityElement Element(string path, string value) => new(JsonPath.Parse(path), value);
}
