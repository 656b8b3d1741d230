using Load.Diagnosis;
using Load.Sampling;
using Load.Tests.Support;

namespace Load.Tests.Sampling;

public sealed class WindowTests
{
    private static readonly Window Two = new(
        [At(0, cpu: 0, used: 1), At(1, cpu: 2, used: 3)], [At(10, cpu: 100, used: 5), At(12, cpu: 101, used: 7)]);

    [Fact]
    public void Rate_OfTwoStretches_LeavesOutWhatHappenedBetween() => Assert.Equal(1, Two.Rate(sample => sample.Process?.CpuSeconds));

    [Fact]
    public void Gauge_OfTwoStretches_IsThatOfAllSamples()
    {
        Assert.Equal((4.0, 7.0), (Two.Mean(sample => sample.Pool?.Used), Two.Most(sample => sample.Pool?.Used)));
        Assert.Equal((4, 3.0), (Two.Count, Two.Seconds));
    }

    [Fact]
    public void WhatNobodyMeasured_IsUnknown() => Assert.Equal(
        (null, null, null),
        (Two.Rate(sample => sample.Client?.CpuSeconds), Two.Mean(sample => sample.Client?.InFlight), Two.Most(sample => sample.Client?.InFlight)));

    [Fact]
    public void Turns_OfARecording_AreDiagnosedTogether()
    {
        var subjects = RecordedDiagnosis.Of(TinyRun.Of("sidecar")).Select(diagnosed => diagnosed.Subject);

        Assert.Equal(TinyRun.Slices.Select(slice => slice.Same.Name).Distinct(), subjects);
    }

    private static Sample At(double seconds, double cpu, double used) => new()
    {
        Seconds = seconds, Process = new ProcessSample { CpuSeconds = cpu }, Pool = new PoolSample { Used = used },
    };
}
