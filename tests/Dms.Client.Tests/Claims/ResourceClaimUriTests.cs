using Dms.Client.Claims;

namespace Dms.Client.Tests.Claims;

public class ResourceClaimUriTests
{
    [Fact]
    public void Of_ProjectAndResource_IsTheUriOfDms() =>
        Assert.Equal("http://ed-fi.org/identity/claims/ed-fi/School", ResourceClaimUri.Of("ed-fi", "School"));

    [Theory]
    [InlineData("", "School")]
    [InlineData("ed-fi", "")]
    public void Of_EmptyName_Throws(string project, string resource) =>
        Assert.Throws<ArgumentException>(() => ResourceClaimUri.Of(project, resource));
}
