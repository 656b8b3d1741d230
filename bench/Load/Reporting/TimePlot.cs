using System.Text;

namespace Load.Reporting;

/// <summary>Lines over the time of a recording, as SVG.</summary>
internal sealed class TimePlot(string title, string unit, TimeAxis time, IReadOnlyList<Series> series)
{
    private const int Width = 1200;
    private const int Height = 300;
    private const int Left = 60;
    private const int Right = 12;
    private const int Top = 62;
    private const int Bottom = 14;
    private const int WideBand = 60;
    private const int LetterWidth = 6;

    public bool IsLogarithmic { get; init; }

    public override string ToString()
    {
        var values = new ValueAxis(series.SelectMany(line => line.Points).Select(point => point.Value).OfType<double>(), IsLogarithmic);
        var svg = new StringBuilder(Format.Invariant(
            $"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {Width} {Height}\" {Svg.Font}>\n"));
        svg.Append(Format.Invariant($"<rect width=\"{Width}\" height=\"{Height}\" fill=\"#fff\"/>\n"));
        svg.Append(Svg.Text(Left, 16, $"{title}, {unit}", "font-size=\"14\" font-weight=\"600\""));
        AppendLegend(svg);
        AppendBands(svg);
        foreach (var tick in values.Ticks)
        {
            svg.Append(Svg.Line(Left, Width - Right, Y(values, tick)));
            svg.Append(Svg.Text(Left - 6, Y(values, tick) + 4, Format.Invariant($"{tick:#,0.###}"), "text-anchor=\"end\" fill=\"#555\""));
        }

        foreach (var line in series)
        {
            svg.Append($"<path d=\"{Path(line, values)}\" fill=\"none\" stroke=\"{line.Color}\" ")
                .Append("stroke-width=\"1.5\" stroke-linejoin=\"round\"/>\n");
        }

        return svg.Append("</svg>\n").ToString();
    }

    private void AppendLegend(StringBuilder svg)
    {
        var x = (double)Width - Right;
        foreach (var line in series.Reverse())
        {
            x -= (line.Name.Length * LetterWidth) + 30;
            svg.Append(Svg.Rectangle(x, 10, 18, 3, $"fill=\"{line.Color}\""));
            svg.Append(Svg.Text(x + 23, 16, line.Name, "fill=\"#333\""));
        }
    }

    private void AppendBands(StringBuilder svg)
    {
        var (before, detail) = ("", "");
        foreach (var band in time.Bands)
        {
            var (x, width) = (X(band.At), X(band.At + band.Seconds) - X(band.At));
            svg.Append(Svg.Rectangle(x, Top, width, Height - Top - Bottom, $"fill=\"{band.Color}\" stroke=\"#fff\""));
            if (width >= WideBand || band.Title != before)
                svg.Append(Svg.Text(x + 3, Top - 21, band.Title, "fill=\"#333\""));
            if (band.Detail != detail || (band.Title != before && width >= band.Detail.Length * LetterWidth))
                svg.Append(Svg.Text(x + 3, Top - 6, band.Detail, "fill=\"#777\""));
            (before, detail) = (band.Title, band.Detail);
        }
    }

    private string Path(Series line, ValueAxis values)
    {
        var path = new StringBuilder();
        var (isDrawing, band, last) = (false, -1, 0.0);
        foreach (var (seconds, value) in line.Points)
        {
            if (time.At(seconds) is not { } at)
                continue;
            var now = BandOf(at);
            if (value is not { } known)
            {
                isDrawing = false;
                continue;
            }

            isDrawing &= now == band;
            if (isDrawing && line.IsStepped)
                path.Append(Format.Invariant($"L{X(at):0.0} {Y(values, last):0.0}"));
            // A point alone is a line, too, if a short one.
            path.Append(Format.Invariant($"{(isDrawing ? 'L' : 'M')}{X(at):0.0} {Y(values, known):0.0}")).Append(isDrawing ? "" : "h1");
            (isDrawing, band, last) = (true, now, known);
        }

        return path.ToString();
    }

    private int BandOf(double at) => time.Bands.Count(band => band.At <= at);

    private double X(double at) => Left + (at / Math.Max(time.Seconds, 1e-9) * (Width - Left - Right));

    private static double Y(ValueAxis values, double value) => Height - Bottom - (values.Share(value) * (Height - Top - Bottom));
}
