using SchemaClaimsSidecar.Documents;

namespace SchemaClaimsSidecar.Tests.Documents;

public sealed class JsonPointerTests
{
    [Fact]
    public void ToString_NamesAndIndices_AreEscapedAsRfc6901Says()
    {
        var pointer = new JsonPointer();
        Assert.Equal("", pointer.ToString());

        pointer.Push("a/b");
        pointer.Push(12);
        pointer.Push("m~n");
        Assert.Equal("/a~1b/12/m~0n", pointer.ToString());

        pointer.Pop();
        Assert.Equal("/a~1b/12", pointer.ToString());
    }

    [Fact]
    public void Of_ParentAndTokens_AppendsThem() => Assert.Equal("/a/b~1c/3", JsonPointer.Of("/a", "b/c", 3));
}
