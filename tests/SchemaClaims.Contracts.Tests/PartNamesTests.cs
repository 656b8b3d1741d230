using FsCheck;
using FsCheck.Fluent;

namespace SchemaClaims.Contracts.Tests;

public sealed class PartNamesTests
{
    private static readonly Arbitrary<string> Endpoints = Gen.Elements("abcXYZ019-_".ToCharArray())
        .NonEmptyListOf().Select(letters => string.Concat(letters.Take(40))).ToArbitrary();

    [Fact]
    public void ResourceName_TakenApart_GivesItsEndpoints() =>
        Prop.ForAll(Endpoints, Endpoints, (project, resource) =>
        {
            var name = PartNames.Resource(project, resource);
            return PartNames.IsValid(name)
                && PartNames.IsResource(name, out var projectEndpoint, out var resourceEndpoint)
                && projectEndpoint == project && resourceEndpoint == resource
                && !PartNames.IsProject(name, out _) && !PartNames.IsClaims(name) && !PartNames.IsOpenApiFragments(name, out _);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void ProjectName_TakenApart_GivesItsEndpoint() =>
        Prop.ForAll(Endpoints, project =>
            PartNames.IsProject(PartNames.Project(project), out var endpoint) && endpoint == project
            && !PartNames.IsResource(PartNames.Project(project), out _, out _)).QuickCheckThrowOnFailure();

    [Fact]
    public void FragmentsName_TakenApart_GivesItsEndpoint() =>
        Prop.ForAll(Endpoints, project =>
            PartNames.IsOpenApiFragments(PartNames.OpenApiFragments(project), out var endpoint) && endpoint == project)
            .QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("claims", true)]
    [InlineData("claims/north", true)]
    [InlineData("claimsets", false)]
    [InlineData("Claims", false)]
    [InlineData("resource/ed-fi/claims", false)]
    public void ClaimsName_IsKnownByItsFirstSegment(string name, bool claims) => Assert.Equal(claims, PartNames.IsClaims(name));

    [Theory]
    [InlineData("resource/ed-fi")]
    [InlineData("resource//students")]
    [InlineData("resources/ed-fi/students")]
    public void Name_WithoutBothEndpoints_IsNoResource(string name) => Assert.False(PartNames.IsResource(name, out _, out _));

    [Theory]
    [InlineData("dependencies")]
    [InlineData("openapi/resources")]
    [InlineData("resource/ed-fi/studentSchoolAssociations")]
    [InlineData("claims/tenant_1.a")]
    public void Name_SafeAsAPath_IsValid(string name) => Assert.True(PartNames.IsValid(name));

    [Theory]
    [InlineData("")]
    [InlineData("/claims")]
    [InlineData("claims/")]
    [InlineData("claims//a")]
    [InlineData("..")]
    [InlineData("claims/../../etc")]
    [InlineData("claims/.hidden")]
    [InlineData("claims\n")]
    [InlineData("claims\\a")]
    [InlineData("c:a")]
    [InlineData("clàims")]
    [InlineData("a b")]
    [InlineData("a\0")]
    public void Name_UnsafeAsAPath_IsRefused(string name) => Assert.False(PartNames.IsValid(name));

    [Fact]
    public void Name_LongerThanALine_IsRefused()
    {
        Assert.True(PartNames.IsValid(new string('a', 256)));
        Assert.False(PartNames.IsValid(new string('a', 257)));
    }
}
