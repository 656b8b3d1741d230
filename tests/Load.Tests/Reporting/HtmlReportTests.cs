using System.Text.RegularExpressions;
using System.Xml.Linq;
using Load.Reporting;
using Load.Scenarios;
using Load.Tests.Support;

namespace Load.Tests.Reporting;

public sealed partial class HtmlReportTests
{
    [Fact]
    public void Report_OfARecording_HasItsPlotsWithLines()
    {
        var html = HtmlReport.Of([TinyRun.Of("sidecar")]);

        foreach (var title in (string[])["sidecar: latency", "sidecar: sessions", "sidecar: versions"])
        {
            var plot = html[html.IndexOf(title, StringComparison.Ordinal)..];
            Assert.Matches(Line(), plot[..plot.IndexOf("</svg>", StringComparison.Ordinal)]);
        }
    }

    [Fact]
    public void Report_OfARecording_HasARowForEachPhase()
    {
        var html = HtmlReport.Of([TinyRun.Of("sidecar")]);

        Assert.All(TinyRun.Slices, slice => Assert.Contains($"<tr><td>{slice.Same.Name}</td>", html, StringComparison.Ordinal));
    }

    [Fact]
    public void Report_OfARecordingInWhichSomethingWentWrong_SaysWhat()
    {
        var html = HtmlReport.Of([TinyRun.Of("sidecar", failsWithSmallPool: true)]);

        Assert.Contains($"<td>{TinyRun.Failure}</td><td>upsert 1</td><td>1</td>", html, StringComparison.Ordinal);
        Assert.Contains($"<td>ERROR 40P01 deadlock detected</td><td>3</td>", html, StringComparison.Ordinal);
    }

    [Fact]
    public void Report_OfAnything_NeedsNoOtherFile()
    {
        var html = HtmlReport.Of([TinyRun.Of("sidecar"), TinyRun.Of("investigated")]);

        Assert.DoesNotMatch(Reference(), html);
    }

    [Fact]
    public void Report_OfNamesWithMarkup_ShowsThemAsText()
    {
        var run = TinyRun.Of("<script>alert('&')</script>");

        var html = HtmlReport.Of([run with { Settings = new Dictionary<string, string> { ["<i>"] = "\"&\"" } }]);

        Assert.DoesNotContain("<script", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<i>", html, StringComparison.Ordinal);
        Assert.Contains("<h2>&lt;script&gt;", html, StringComparison.Ordinal);
        Assert.All(
            RunPlots.Of(run),
            plot => Assert.Contains("<script>alert('&')", XDocument.Parse(plot.Svg).Root!.Value, StringComparison.Ordinal));
    }

    [Fact]
    public void Plot_OfARecording_LeavesTheWarmUpOut()
    {
        var time = new TimeAxis(TinyRun.Of("sidecar"));

        Assert.Equal(TinyRun.Slices.Where(slice => slice.Situation != Load.Scenarios.Situation.WarmUp), time.Bands.Select(band => band.Slice!));
        Assert.Null(time.At(1));
        Assert.Equal(1, time.At(3));
    }

    [GeneratedRegex("""<path d="M[\d. ]+h1L[\d. LMh]+" """)]
    private static partial Regex Line();

    [GeneratedRegex("""(src|href)=|@import|url\(""")]
    private static partial Regex Reference();
}
