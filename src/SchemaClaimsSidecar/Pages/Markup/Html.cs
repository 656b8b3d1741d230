namespace SchemaClaimsSidecar.Pages.Markup;

/// <summary>A piece of HTML. Only what stands in a literal is markup: whatever is put into it is escaped.</summary>
internal sealed class Html
{
    private readonly string _markup;

    /// <summary>For <see cref="HtmlInterpolation"/> alone.</summary>
    internal Html(string markup) => _markup = markup;

    public static Html Nothing { get; } = new("");

    public static Html Of(HtmlInterpolation markup) => markup.ToHtml();

    /// <summary>The markup when the condition holds, else nothing.</summary>
    public static Html When(bool condition, Func<Html> markup) => condition ? markup() : Nothing;

    public override string ToString() => _markup;
}
