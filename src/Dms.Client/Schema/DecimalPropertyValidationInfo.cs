namespace Dms.Client.Schema;

/// <summary>How many digits a decimal may have.</summary>
/// <param name="Path">The place of the decimal.</param>
/// <param name="TotalDigits">The most digits in total; null for no limit.</param>
/// <param name="DecimalPlaces">The most digits after the point; null for no limit.</param>
public sealed record DecimalPropertyValidationInfo(JsonPath Path, short? TotalDigits, short? DecimalPlaces);
