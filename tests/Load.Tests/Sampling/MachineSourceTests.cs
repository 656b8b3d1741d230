using Load.Sampling;

namespace Load.Tests.Sampling;

public sealed class MachineSourceTests
{
    [Fact]
    public void Stat_OfTwoProcessors_IsAddedUp()
    {
        string[] lines =
        [
            "cpu  1000 20 300 9000 500 7 3 40 0 0",
            "cpu0 500 10 150 4500 250 3 1 20 0 0",
            "cpu1 500 10 150 4500 250 4 2 20 0 0",
            "intr 5",
            "procs_running 3",
        ];

        var expected = new MachineSample { Processors = 2, BusySeconds = 13.3, IdleSeconds = 95, StealSeconds = 0.4, RunQueue = 3 };
        Assert.Equal(expected, MachineSource.Parse(lines));
    }
}
