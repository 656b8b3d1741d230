using System.Text;

namespace Load.Reporting;

/// <summary>Bars in groups, one for each mode, as SVG.</summary>
/// <param name="title">Over it, with the unit.</param>
/// <param name="names">Of the bars of each group.</param>
/// <param name="groups">Their names and values.</param>
internal sealed class BarPlot(string title, IReadOnlyList<string> names, IReadOnlyList<(string Name, double[] Values)> groups)
{
    private const int Width = 1200;
    private const int Height = 340;
    private const int Left = 60;
    private const int Right = 12;
    private const int Top = 30;
    private const int Bottom = 96;
    private const double Filled = 0.72;
    private static readonly string[] Colors = ["#2a7f62", "#c8743c"];

    public bool IsLogarithmic { get; init; }

    public override string ToString()
    {
        var values = new ValueAxis(groups.SelectMany(group => group.Values), IsLogarithmic);
        var svg = new StringBuilder(Format.Invariant(
            $"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {Width} {Height}\" {Svg.Font}>\n"));
        svg.Append(Format.Invariant($"<rect width=\"{Width}\" height=\"{Height}\" fill=\"#fff\"/>\n"));
        svg.Append(Svg.Text(Left, 16, title, "font-size=\"14\" font-weight=\"600\""));
        for (var index = 0; index < names.Count; index++)
        {
            var x = Width - Right - (110 * (names.Count - index));
            svg.Append(Svg.Rectangle(x, 7, 12, 10, $"fill=\"{Colors[index]}\""));
            svg.Append(Svg.Text(x + 17, 16, names[index], "fill=\"#333\""));
        }

        foreach (var tick in values.Ticks)
        {
            svg.Append(Svg.Line(Left, Width - Right, Y(values, tick)));
            svg.Append(Svg.Text(Left - 6, Y(values, tick) + 4, Format.Invariant($"{tick:#,0.###}"), "text-anchor=\"end\" fill=\"#555\""));
        }

        for (var index = 0; index < groups.Count; index++)
            AppendGroup(svg, values, index);
        return svg.Append("</svg>\n").ToString();
    }

    private void AppendGroup(StringBuilder svg, ValueAxis values, int index)
    {
        var width = (double)(Width - Left - Right) / groups.Count;
        var bar = width * Filled / names.Count;
        var x = Left + (width * index) + (width * (1 - Filled) / 2);
        for (var number = 0; number < names.Count; number++)
        {
            var top = Y(values, groups[index].Values[number]);
            svg.Append(Svg.Rectangle(x + (bar * number), top, bar, Height - Bottom - top, $"fill=\"{Colors[number]}\""));
        }

        var (middle, below) = (x + (width * Filled / 2), Height - Bottom + 12);
        var turned = Format.Invariant($"transform=\"rotate(-38 {middle:0.0} {below})\"");
        svg.Append(Svg.Text(middle, below, groups[index].Name, turned + " text-anchor=\"end\" fill=\"#333\""));
    }

    private static double Y(ValueAxis values, double value) => Height - Bottom - (values.Share(value) * (Height - Top - Bottom));
}
