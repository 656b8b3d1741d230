using System.ComponentModel.DataAnnotations;
using System.Globalization;

namespace SchemaClaimsSidecar.Hosting;

/// <summary>What <see cref="RangeAttribute"/> is for numbers, for durations, and without the reflection by which that one reads others.</summary>
/// <param name="minimum">The shortest that is allowed: 00:00:01.</param>
/// <param name="maximum">The longest that is allowed.</param>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class DurationRangeAttribute(string minimum, string maximum)
    : ValidationAttribute("The field {0} must be between {1} and {2}.")
{
    private readonly TimeSpan _minimum = TimeSpan.Parse(minimum, CultureInfo.InvariantCulture);
    private readonly TimeSpan _maximum = TimeSpan.Parse(maximum, CultureInfo.InvariantCulture);

    public override bool IsValid(object? value) => value is TimeSpan duration && duration >= _minimum && duration <= _maximum;

    public override string FormatErrorMessage(string name) =>
        string.Format(CultureInfo.InvariantCulture, ErrorMessageString, name, _minimum, _maximum);
}
