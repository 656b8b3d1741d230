using System.Runtime.InteropServices;

namespace Bench.Reporting;

/// <summary>The machine in words that name nobody.</summary>
internal static class Machine
{
    public static string Words { get; } =
        $"{Environment.ProcessorCount} cores, {RuntimeInformation.OSDescription}, {RuntimeInformation.ProcessArchitecture}, {RuntimeInformation.FrameworkDescription}";
}
