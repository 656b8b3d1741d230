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

    // Fractions of a second would change with every look, and say nothing.
    public string Age(Timestamp at) => (now - at.ToDateTimeOffset()) switch
    {
        { TotalSeconds: < 1 } => "1 s",
        { TotalSeconds: < 10 } age => $"{(int)age.TotalSeconds} s",
        var age => Durations.ForPeople(age),
    };

    private static string Machine(Timestamp at) => at.ToDateTimeOffset().ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);

    private static string Text(Timestamp at) => at.ToDateTimeOffset().ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture);
}
