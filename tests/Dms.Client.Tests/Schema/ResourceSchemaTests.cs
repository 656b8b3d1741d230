using System.Text.Json.Nodes;
using Dms.Client.Schema;
using Dms.Client.Tests.Support;

namespace Dms.Client.Tests.Schema;

public sealed class ResourceSchemaTests
{
    private static readonly ApiSchema Schema = TestReleases.Snapshot(TestReleases.Publish(TestReleases.SmallParts())).Schema;
    private static readonly ResourceSchema School = Schema.FindResource("ed-fi", "schools")!;
    private static readonly ResourceSchema Association = Schema.FindResource("ed-fi", "studentSchoolAssociations")!;
    private static readonly ResourceSchema Descriptor = Schema.FindResource("ed-fi", "gradeLevelDescriptors")!;

    [Fact]
    public void Flags_AsInDocument_AreRead()
    {
        Assert.Equal(("ed-fi", "schools", "School"), (School.ProjectEndpointName, School.EndpointName, School.ResourceName));
        Assert.True(School.IsSubclass);
        Assert.False(School.AllowIdentityUpdates);
        Assert.False(School.IsDescriptor);
        Assert.True(Association.AllowIdentityUpdates);
        Assert.False(Association.IsSubclass);
        Assert.True(Descriptor.IsDescriptor);
        Assert.False(Descriptor.IsSchoolYearEnumeration);
        Assert.False(School.IsResourceExtension);
        Assert.True(Schema.FindProject("sample")!.Resources.Single(resource => resource.EndpointName == "schools").IsResourceExtension);
    }

    [Fact]
    public void ResourceClaimUri_OfResource_IsProjectEndpointAndName() =>
        Assert.Equal("http://ed-fi.org/identity/claims/ed-fi/StudentSchoolAssociation", Association.ResourceClaimUri);

    [Fact]
    public void Superclass_OfSubclass_IsRead()
    {
        Assert.Equal("domainEntity", School.SubclassType);
        Assert.Equal("Ed-Fi", School.SuperclassProjectName);
        Assert.Equal("EducationOrganization", School.SuperclassResourceName);
        Assert.Equal("$.educationOrganizationId", School.SuperclassIdentityJsonPath!.Text);
        Assert.Null(Association.SubclassType);
        Assert.Null(Association.SuperclassIdentityJsonPath);
    }

    [Fact]
    public void Paths_AsInDocument_AreReadInOrder()
    {
        Assert.Equal(["$.entryDate", "$.schoolReference.schoolId"], Association.IdentityJsonPaths.Select(path => path.Text));
        Assert.Equal(["$.isOpen"], School.BooleanJsonPaths.Select(path => path.Text));
        Assert.Equal(["$.schoolId", "$.grades[*].level"], School.NumericJsonPaths.Select(path => path.Text));
        Assert.Equal(["$.opened"], School.DateJsonPaths.Select(path => path.Text));
        Assert.Equal(["$.checkedAt"], School.DateTimeJsonPaths.Select(path => path.Text));
    }

    [Fact]
    public void Lists_LeftOut_AreEmpty()
    {
        Assert.Empty(Descriptor.BooleanJsonPaths);
        Assert.Empty(Descriptor.ArrayUniquenessConstraints);
        Assert.Empty(Descriptor.QueryFields);
        Assert.Empty(Descriptor.AuthorizationPathways);
        Assert.Empty(Schema.FindResource("sample", "buses")!.NamespaceSecurityElementPaths);
        Assert.Empty(Schema.FindResource("sample", "buses")!.EducationOrganizationSecurityElementPaths);
    }

    [Fact]
    public void DocumentPaths_ReferenceDescriptorAndScalar_AreRead()
    {
        var scalar = Assert.Single(School.DocumentPaths);
        Assert.Equal(("SchoolId", "$.schoolId", "number"), (scalar.Name, scalar.Path!.Text, scalar.Type));
        Assert.True(scalar is { IsPartOfIdentity: true, IsRequired: true, IsReference: false, IsDescriptor: false, ProjectName: null });

        var descriptor = Association.DocumentPaths.Single(path => path.Name == "EntryGradeLevel");
        Assert.True(descriptor is { IsReference: true, IsDescriptor: true, IsRequired: false, IsPartOfIdentity: false });
        Assert.Equal(("Ed-Fi", "GradeLevelDescriptor"), (descriptor.ProjectName, descriptor.ResourceName));
        Assert.Equal("$.entryGradeLevelDescriptor", descriptor.Path!.Text);

        var reference = Association.DocumentPaths.Single(path => path.Name == "School");
        Assert.True(reference is { IsReference: true, IsDescriptor: false, Path: null, ResourceName: "School" });
        var element = Assert.Single(reference.ReferenceJsonPathsElements);
        Assert.Equal(
            ("$.schoolId", "$.schoolReference.schoolId", "number"),
            (element.IdentityJsonPath.Text, element.ReferenceJsonPath.Text, element.Type));
    }

    [Fact]
    public void QueryFields_SeveralPaths_AreFoundIgnoringCase()
    {
        Assert.Equal(["entryDate", "schoolId"], Association.QueryFields.Select(field => field.Name));
        var field = Association.FindQueryField("SCHOOLID");
        Assert.Equal(
            [("$.schoolReference.schoolId", "number"), ("$.calendarReference.schoolId", "number")],
            field!.Paths.Select(path => (path.Path.Text, path.Type)));
        Assert.Null(Association.FindQueryField("school"));
    }

    [Fact]
    public void Constraints_AsInDocument_AreRead()
    {
        var equality = Assert.Single(Association.EqualityConstraints);
        Assert.Equal(
            ("$.calendarReference.schoolId", "$.schoolReference.schoolId"),
            (equality.SourceJsonPath.Text, equality.TargetJsonPath.Text));
        Assert.Equal(
            [("$.ratio", (short?)5, (short?)2), ("$.weight", null, null)],
            School.DecimalPropertyValidationInfos.Select(info => (info.Path.Text, info.TotalDigits, info.DecimalPlaces)));
        Assert.Equal(2, School.ArrayUniquenessConstraints.Length);
        Assert.Equal("$.grades[*].level", Assert.Single(School.ArrayUniquenessConstraints[0].Paths).Text);
        Assert.Null(School.ArrayUniquenessConstraints[0].BasePath);
        Assert.Equal("$.classes[*]", School.ArrayUniquenessConstraints[1].BasePath!.Text);
        Assert.Equal("$.seats[*]", Assert.Single(School.ArrayUniquenessConstraints[1].NestedConstraints).BasePath!.Text);
    }

    [Fact]
    public void SecurityElements_OfEachKind_AreRead()
    {
        var school = Assert.Single(School.EducationOrganizationSecurityElementPaths);
        Assert.Equal(("SchoolId", "$.schoolId"), (school.MetaEdName, school.Path.Text));
        Assert.Equal("$.namespace", Assert.Single(Descriptor.NamespaceSecurityElementPaths).Text);
        Assert.Equal("$.studentReference.studentUniqueId", Assert.Single(Association.StudentSecurityElementPaths).Text);
        Assert.Equal("$.contactReference.contactUniqueId", Assert.Single(Association.ContactSecurityElementPaths).Text);
        Assert.Equal("$.staffReference.staffUniqueId", Assert.Single(Association.StaffSecurityElementPaths).Text);
        Assert.Equal("StudentSchoolAssociationAuthorization", Assert.Single(Association.AuthorizationPathways));
    }

    [Fact]
    public void JsonSchemaForInsert_OfResource_IsAsInDocument() =>
        Assert.True(JsonNode.DeepEquals(
            SmallSchema.Core()["projectSchema"]!["resourceSchemas"]!["schools"]!["jsonSchemaForInsert"], School.JsonSchemaForInsert.ToNode()));

    [Theory]
    [InlineData("schools")]
    [InlineData("studentSchoolAssociations")]
    [InlineData("gradeLevelDescriptors")]
    public void JsonSchemaForUpdate_OfResource_RequiresId(string endpoint)
    {
        var resource = Schema.FindResource("ed-fi", endpoint)!;
        var expected = resource.JsonSchemaForInsert.ToNode()!.AsObject();
        var properties = expected["properties"]?.AsObject() ?? [];
        properties["id"] = new JsonObject { ["type"] = "string", ["description"] = "The item id" };
        expected["properties"] = properties.DeepClone();
        string[] required = [.. expected["required"]?.AsArray().Select(name => (string)name!).Where(name => name != "id") ?? [], "id"];
        expected["required"] = new JsonArray([.. required.Select(name => (JsonNode)name)]);

        Assert.True(JsonNode.DeepEquals(expected, resource.JsonSchemaForUpdate.ToNode()), $"{resource.JsonSchemaForUpdate}");
    }

    [Fact]
    public void JsonSchemaForRequestMethod_PostAndPut_ChoosesSchema()
    {
        Assert.Same(School.JsonSchemaForInsert, School.JsonSchemaForRequestMethod("post"));
        Assert.Same(School.JsonSchemaForUpdate, School.JsonSchemaForRequestMethod("PUT"));
    }
}
