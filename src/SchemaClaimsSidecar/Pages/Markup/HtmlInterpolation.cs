using System.Globalization;
using System.Net;
using System.Runtime.CompilerServices;
using System.Text;

namespace SchemaClaimsSidecar.Pages.Markup;

/// <summary>Writes interpolated strings as HTML. There is no way past the escaping but a literal.</summary>
[InterpolatedStringHandler]
internal readonly struct HtmlInterpolation(int literalLength, int formattedCount)
{
    private const int ExpectedLength = 16;

    private readonly StringBuilder _markup = new(literalLength + (formattedCount * ExpectedLength));

    public void AppendLiteral(string markup) => _markup.Append(markup);

    /// <summary>Text between tags or between the quotation marks of an attribute.</summary>
    public void AppendFormatted(string? text) => _markup.Append(WebUtility.HtmlEncode(text));

    public void AppendFormatted(ulong number) => _markup.Append(CultureInfo.InvariantCulture, $"{number}");

    public void AppendFormatted(int number) => _markup.Append(CultureInfo.InvariantCulture, $"{number}");

    public void AppendFormatted(Html markup) => _markup.Append(markup.ToString());

    public void AppendFormatted(IEnumerable<Html> markup) => _markup.AppendJoin("", markup);

    public Html ToHtml() => new(_markup.ToString());
}
