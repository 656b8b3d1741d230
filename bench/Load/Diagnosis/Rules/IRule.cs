using Load.Diagnosis.Facts;

namespace Load.Diagnosis.Rules;

/// <summary>Knows one cause.</summary>
internal interface IRule
{
    /// <summary>From which share of the requests on a place explains what they suffer from.</summary>
    const double Dominant = 0.4;

    /// <returns>Null when the cause does not hold, or what would show it was not measured.</returns>
    Finding? Examine(Observation seen);
}
