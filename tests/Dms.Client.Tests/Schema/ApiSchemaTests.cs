using Dms.Client.Schema;
using Dms.Client.Tests.Support;

namespace Dms.Client.Tests.Schema;

public sealed class ApiSchemaTests
{
    private static readonly ApiSchema Schema = TestReleases.Snapshot(TestReleases.Publish(TestReleases.SmallParts())).Schema;

    [Theory]
    [InlineData("ed-fi", "studentSchoolAssociations")]
    [InlineData("ED-FI", "STUDENTSCHOOLASSOCIATIONS")]
    public void FindResource_AnyCase_FindsSameResource(string project, string resource)
    {
        var found = Schema.FindResource(project, resource);
        Assert.Equal("StudentSchoolAssociation", found?.ResourceName);
        Assert.Same(found, Schema.FindResource(project.AsSpan(), resource.AsSpan()));
    }

    [Theory]
    [InlineData("ed-fi", "student")]
    [InlineData("tpdm", "schools")]
    [InlineData("", "")]
    public void FindResource_Unknown_IsNull(string project, string resource)
    {
        Assert.Null(Schema.FindResource(project, resource));
        Assert.Null(Schema.FindResource(project.AsSpan(), resource.AsSpan()));
    }

    [Fact]
    public void FindResource_ExtensionOfCoreResource_IsNotReachable() => Assert.Null(Schema.FindResource("sample", "schools"));

    [Fact]
    public void FindResource_SpanOrString_AllocatesNothing()
    {
        Schema.FindResource("ed-fi", "schools");
        Schema.FindResource("ed-fi".AsSpan(), "schools".AsSpan());
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 100; i++)
        {
            Schema.FindResource("ED-FI", "Schools");
            Schema.FindResource("ED-FI".AsSpan(), "Schools".AsSpan());
        }

        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    [Theory]
    [InlineData("Ed-Fi")]
    [InlineData("ed-fi")]
    public void FindResourceByName_ProjectNameOrEndpoint_FindsResource(string project)
    {
        Assert.Equal("schools", Schema.FindResourceByName(project, "School")?.EndpointName);
        Assert.Null(Schema.FindResourceByName(project, "school"));
        Assert.Null(Schema.FindResourceByName("TPDM", "School"));
    }

    [Fact]
    public void Projects_CoreAndExtension_CoreComesFirst()
    {
        Assert.Equal(["ed-fi", "sample"], Schema.Projects.Select(project => project.ProjectEndpointName));
        Assert.Same(Schema.Projects[0], Schema.Core);
        Assert.Equal<DataModelInfo>(
            [new DataModelInfo("Ed-Fi", "5.2.0", "The core"), new DataModelInfo("Sample", "1.0.0", "An extension")], Schema.DataModels);
    }

    [Fact]
    public void Documents_PreRendered_AreServedAsSent()
    {
        Assert.Equal("""{"openapi":"3.0.1"}""", Schema.ResourcesOpenApi?.ToString());
        Assert.Equal("""{"openapi":"3.0.2"}""", Schema.DescriptorsOpenApi?.ToString());
        Assert.Equal("/ed-fi/schools", Schema.Dependencies!.ToElement()[0].GetProperty("resource").GetString());
    }

    [Fact]
    public void Project_AsInDocument_IsRead()
    {
        var core = Schema.Core!;
        Assert.Equal(("Ed-Fi", "5.2.0", "1.0.0"), (core.ProjectName, core.ResourceVersion, core.ApiSchemaVersion));
        Assert.False(core.IsExtensionProject);
        Assert.Null(core.CompatibleDsRange);
        Assert.Equal("5.2.0", Schema.Projects[1].CompatibleDsRange);
        Assert.Equal<string>(["School", "LocalEducationAgency"], core.EducationOrganizationTypes);
        var parent = Assert.Single(core.EducationOrganizationHierarchy["School"]);
        Assert.Equal(
            ("LocalEducationAgency", "$.localEducationAgencyReference.localEducationAgencyId"), (parent.TypeName, parent.Path.Text));
        Assert.Empty(core.EducationOrganizationHierarchy["LocalEducationAgency"]);
        Assert.Equal<string>(["Enrollment"], core.Domains);
        Assert.Equal("schools", core.GetEndpointNameFromResourceName("School"));
        Assert.Null(core.GetEndpointNameFromResourceName("school"));
        Assert.Same(core, Schema.ProjectOf(Schema.FindResource("ed-fi", "schools")!));
    }

    [Fact]
    public void OpenApi_OfProject_ComesFromItsFragments()
    {
        var core = Schema.Core!;
        Assert.Equal("""{"descriptors":{"paths":{}},"resources":{"paths":{}}}""", core.OpenApiBaseDocuments?.ToString());
        Assert.Equal("""{"resources":{"paths":{"/ed-fi/schools":{}}}}""", core.FindOpenApiFragments("schools")?.ToString());
        Assert.Null(core.FindOpenApiFragments("gradeLevelDescriptors"));
        var organization = Assert.Single(core.AbstractResources);
        Assert.Equal(("EducationOrganization", """{"components":{}}"""), (organization.ResourceName, $"{organization.OpenApiFragment}"));
        Assert.Null(Schema.Projects[1].OpenApiBaseDocuments);
    }
}
