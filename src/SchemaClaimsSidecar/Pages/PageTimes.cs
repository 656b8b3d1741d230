using System.Globalization;
using Google.Protobuf.WellKnownTypes;
using SchemaClaimsSidecar.Cli;
using SchemaClaimsSidecar.Pages.Markup;

namespace SchemaClaimsSidecar.Pages;

/// <summary>Points in time for people and for machines.</summary>
internal sealed class PageTimes(DateTimeOffset now)
{
    /// <summary>When, and how long ago.</summary>
    public Html At(Timestamp? at) => at is null ? Html.Of($"–") : Html.Of(
        $"""<time datetime="{Machine(at)}">{Text(at)}</time> <span class="age">({Age(at)} ago)</span>""");

    /// <summary>How long ago; when is a tooltip.</summary>
    public Html Ago(Timestamp? at) => at is null
        ? Html.Of($"–")
        : Html.Of($"""<time datetime="{Machine(at)}" title="{Text(at)}">{Age(at)}</time>""");

    public string Age(Timestamp at) => Durations.ForPeople(now - at.ToDateTimeOffset() is { Ticks: > 0 } age ? Whole(age) : TimeSpan.Zero);

    // Fractions would change with every look.
    private static TimeSpan Whole(TimeSpan age) => TimeSpan.FromSeconds(Math.Max(1, Math.Floor(age.TotalSeconds)));

    private static string Machine(Timestamp at) => at.ToDateTimeOffset().ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);

    private static string Text(Timestamp at) => at.ToDateTimeOffset().ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture);
}
