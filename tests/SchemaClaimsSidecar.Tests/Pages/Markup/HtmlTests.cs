using SchemaClaimsSidecar.Pages.Markup;

namespace SchemaClaimsSidecar.Tests.Pages.Markup;

/// <summary>That nothing that somebody wrote becomes markup.</summary>
public sealed class HtmlTests
{
    [Theory]
    [InlineData("<script>alert(1)</script>", "&lt;script&gt;alert(1)&lt;/script&gt;")]
    [InlineData("\" onclick=\"x", "&quot; onclick=&quot;x")]
    [InlineData("' onclick='x", "&#39; onclick=&#39;x")]
    [InlineData("a & b", "a &amp; b")]
    [InlineData(null, "")]
    public void Of_WithText_EscapesIt(string? text, string expected) =>
        Assert.Equal($"<p title=\"{expected}\">{expected}</p>", Html.Of($"""<p title="{text}">{text}</p>""").ToString());

    [Fact]
    public void Of_WithMarkup_EscapesItOnce()
    {
        var items = new[] { "<", ">" }.Select(text => Html.Of($"<li>{text}</li>"));

        Assert.Equal("<ul><li>&lt;</li><li>&gt;</li></ul>", Html.Of($"<ul>{items}</ul>").ToString());
    }
}
