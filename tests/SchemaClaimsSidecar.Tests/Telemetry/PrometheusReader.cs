using System.Globalization;
using System.Text.RegularExpressions;

namespace SchemaClaimsSidecar.Tests.Telemetry;

/// <summary>
/// Reads the Prometheus text format, version 0.0.4, and takes nothing that it does not allow: no sample without a type before it, no
/// name in two places, no series twice, no histogram whose buckets shrink or do not add up.
/// </summary>
internal static partial class PrometheusReader
{
    private static readonly string[] Types = ["counter", "gauge", "histogram"];

    /// <summary>The samples by name and labels, as they are written.</summary>
    public static IReadOnlyDictionary<string, double> Read(string text)
    {
        Assert.EndsWith("\n", text, StringComparison.Ordinal);
        var samples = new Dictionary<string, double>();
        var families = new Dictionary<string, string>();
        var family = "";
        foreach (var line in text[..^1].Split('\n'))
        {
            if (Help().Match(line) is { Success: true } help)
            {
                family = help.Groups[1].Value;
                Assert.True(families.TryAdd(family, ""), $"{family} comes twice.");
            }
            else if (Type().Match(line) is { Success: true } type)
            {
                Assert.Equal(family, type.Groups[1].Value);
                Assert.Contains(families[family] = type.Groups[2].Value, Types);
            }
            else
            {
                var sample = Sample().Match(line);
                Assert.True(sample.Success, $"No line of the format: {line}");
                CheckName(sample.Groups[1].Value, family, families[family]);
                var value = double.Parse(sample.Groups[3].Value, NumberStyles.Float, CultureInfo.InvariantCulture);
                Assert.True(samples.TryAdd(sample.Groups[1].Value + sample.Groups[2].Value, value), $"Twice: {line}");
            }
        }

        foreach (var (name, _) in families.Where(one => one.Value == "histogram"))
            CheckHistogram(name, samples);
        return samples;
    }

    private static void CheckName(string name, string family, string type)
    {
        string[] allowed = type == "histogram" ? [family + "_bucket", family + "_sum", family + "_count"] : [family];
        Assert.Contains(name, allowed);
        Assert.Equal(type == "counter", family.EndsWith("_total", StringComparison.Ordinal));
    }

    private static void CheckHistogram(string name, Dictionary<string, double> samples)
    {
        var buckets = samples.Where(sample => sample.Key.StartsWith(name + "_bucket{", StringComparison.Ordinal))
            .GroupBy(sample => Bound().Replace(sample.Key, ""));
        foreach (var series in buckets)
        {
            var counts = series.Select(sample => sample.Value).ToArray();
            Assert.Equal(counts.Order(), counts);
            Assert.Contains("le=\"+Inf\"", series.Last().Key, StringComparison.Ordinal);
            var labels = series.Key[(name + "_bucket").Length..];
            Assert.Equal(counts[^1], samples[name + "_count" + (labels == "{}" ? "" : labels)]);
            Assert.Contains(name + "_sum" + (labels == "{}" ? "" : labels), samples.Keys);
        }
    }

    [GeneratedRegex("^# HELP ([a-zA-Z_:][a-zA-Z0-9_:]*) (?:[^\\\\\n]|\\\\\\\\|\\\\n)*$")]
    private static partial Regex Help();

    [GeneratedRegex("^# TYPE ([a-zA-Z_:][a-zA-Z0-9_:]*) ([a-z]+)$")]
    private static partial Regex Type();

    [GeneratedRegex(
        "^([a-zA-Z_:][a-zA-Z0-9_:]*)(\\{(?:[a-zA-Z_][a-zA-Z0-9_]*=\"(?:[^\"\\\\\n]|\\\\[\\\\\"n])*\"(?:,(?=[a-zA-Z_])|(?=\\})))*\\})? "
        + "(\\S+)$")]
    private static partial Regex Sample();

    [GeneratedRegex(",?le=\"[^\"]*\"")]
    private static partial Regex Bound();
}
