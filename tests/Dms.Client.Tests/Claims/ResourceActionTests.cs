using Dms.Client.Claims;

namespace Dms.Client.Tests.Claims;

public class ResourceActionTests
{
    [Theory]
    [InlineData("Create")]
    [InlineData("Read")]
    [InlineData("Update")]
    [InlineData("Delete")]
    [InlineData("ReadChanges")]
    public void Parse_KnownNameInAnyCase_IsTheKnownAction(string name)
    {
        var action = ResourceAction.Parse(name.ToUpperInvariant());

        Assert.Equal(name, action.Name);
        Assert.False(action.IsOther);
        Assert.Equal(ResourceAction.Parse(name), action);
    }

    [Fact]
    public void Parse_OtherName_IsKept()
    {
        Assert.Equal("Approve", ResourceAction.Parse("Approve").Name);
        Assert.True(ResourceAction.Parse("Approve") == ResourceAction.Parse("approve"));
        Assert.True(ResourceAction.Parse("Approve") != ResourceAction.Read);
        Assert.Equal(ResourceAction.Parse("Approve").GetHashCode(), ResourceAction.Parse("approve").GetHashCode());
    }

    [Fact]
    public void Parse_NoName_Throws() => Assert.Throws<ArgumentException>(() => ResourceAction.Parse(""));

    [Fact]
    public void Default_IsNoAction() => Assert.Equal("", default(ResourceAction).Name);
}
