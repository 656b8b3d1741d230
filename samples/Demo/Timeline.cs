using System.Globalization;

namespace Demo;

/// <summary>What happened, one line an event, with the time since the beginning.</summary>
internal sealed class Timeline
{
    private readonly DateTimeOffset _began = DateTimeOffset.UtcNow;

    public void Event(string what, string detail = "") => Event(DateTimeOffset.UtcNow, what, detail);

    public void Event(DateTimeOffset at, string what, string detail = "") => Console.WriteLine(string.Create(
        CultureInfo.InvariantCulture, $"{(at - _began).TotalSeconds,7:0.000} s  {what,-34}  {detail}").TrimEnd());
}
