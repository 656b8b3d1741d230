using Load.Sampling;

namespace Load.Diagnosis.Facts;

/// <summary>What PostgreSQL sees of the process's sessions.</summary>
internal sealed record DatabaseFacts
{
    /// <summary>Sessions that run a command and do not wait for their client.</summary>
    public double Working { get; init; }

    public double OnCpu { get; init; }

    public double WaitingForLock { get; init; }

    public double WaitingForLightLock { get; init; }

    public double WaitingForIo { get; init; }

    public double Idle { get; init; }

    public double IdleInTransaction { get; init; }

    /// <summary>Processors that the server uses; null where it is on another machine.</summary>
    public double? Cores { get; init; }

    /// <summary>Sessions that wait for what the server has too little of.</summary>
    public double Waiting => WaitingForLock + WaitingForLightLock + WaitingForIo;

    public static DatabaseFacts? Of(Window window) => window.Mean(sample => sample.Postgres?.Active) is not { } active
        ? null
        : new DatabaseFacts
        {
            Working = active - (window.Mean(sample => sample.Postgres?.WaitingForClient) ?? 0),
            OnCpu = window.Mean(sample => sample.Postgres?.OnCpu) ?? 0,
            WaitingForLock = window.Mean(sample => sample.Postgres?.WaitingForLock) ?? 0,
            WaitingForLightLock = window.Mean(sample => sample.Postgres?.WaitingForLightLock) ?? 0,
            WaitingForIo = window.Mean(sample => sample.Postgres?.WaitingForIo) ?? 0,
            Idle = window.Mean(sample => sample.Postgres?.Idle) ?? 0,
            IdleInTransaction = window.Mean(sample => sample.Postgres?.IdleInTransaction) ?? 0,
            Cores = window.Rate(sample => sample.Postgres?.CpuSeconds),
        };
}
