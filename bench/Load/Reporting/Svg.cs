using System.Web;

namespace Load.Reporting;

/// <summary>What all plots are drawn of.</summary>
internal static class Svg
{
    public const string Font = "font-family=\"system-ui, sans-serif\" font-size=\"11\"";

    /// <summary>A line of a grid.</summary>
    public static string Line(double left, double right, double y) =>
        Format.Invariant($"<line x1=\"{left:0.0}\" x2=\"{right:0.0}\" y1=\"{y:0.0}\" y2=\"{y:0.0}\" stroke=\"#00000018\"/>\n");

    public static string Rectangle(double x, double y, double width, double height, string attributes) => Format.Invariant(
        $"<rect x=\"{x:0.0}\" y=\"{y:0.0}\" width=\"{width:0.0}\" height=\"{height:0.0}\" {attributes}/>\n");

    public static string Text(double x, double y, string text, string attributes) =>
        Format.Invariant($"<text x=\"{x:0.0}\" y=\"{y:0.0}\" {attributes}>{HttpUtility.HtmlEncode(text)}</text>\n");
}
