using Grpc.Core;
using Microsoft.Extensions.Logging.Abstractions;
using SchemaClaimsSidecar.Audit;
using SchemaClaimsSidecar.Storage;
using SchemaClaimsSidecar.Tests.Claims.Sources;
using Testing;

namespace SchemaClaimsSidecar.Tests.Audit;

public sealed class AuditTrailTests
{
    private static readonly AdministrativeAct Act = new("rollback", "to 3", "why");

    private readonly ManualTimeProvider _time = new();
    private readonly ListedAuditLog _log = new();

    [Fact]
    public async Task RunAsync_Done_IsOnRecordBeforeItBeginsAndWhenItEnds()
    {
        var answer = await RunAsync(Act, () =>
        {
            Assert.Null(Assert.Single(_log.Entries).Outcome);
            _time.Advance(TimeSpan.FromSeconds(2));
            return Task.FromResult(5);
        });

        Assert.Equal(5, answer);
        var begun = new AuditEntry(_log.Entries[0].Id, _time.GetUtcNow().AddSeconds(-2), "rollback", "to 3", "why", "uid 7");
        Assert.Equal([begun, begun with { At = _time.GetUtcNow(), Outcome = "OK", Detail = "made", Generation = 5 }], _log.Entries);
    }

    [Fact]
    public async Task RunAsync_Refused_RecordsStatusAndWhy()
    {
        await Assert.ThrowsAsync<RpcException>(
            () => RunAsync(Act, () => throw new RpcException(new Status(StatusCode.InvalidArgument, "not so"))));

        Assert.Equal(("InvalidArgument", "not so"), (_log.Entries[1].Outcome, _log.Entries[1].Detail));
    }

    [Theory]
    [InlineData(typeof(OperationCanceledException), "Cancelled")]
    [InlineData(typeof(InvalidOperationException), "Internal")]
    public async Task RunAsync_Fails_RecordsHow(Type failure, string outcome)
    {
        await Assert.ThrowsAsync(failure, () => RunAsync(Act, () => throw (Exception)Activator.CreateInstance(failure)!));

        Assert.Equal(outcome, _log.Entries[1].Outcome);
    }

    [Fact]
    public async Task RunAsync_CannotBePutOnRecord_IsNotDone()
    {
        _log.Failure = new StoreUnavailableException("the audit log is full.");

        var refused = await Assert.ThrowsAsync<StoreUnavailableException>(
            () => RunAsync(Act, () => throw new InvalidOperationException("done")));

        Assert.Equal("Nothing was done, since the audit log is full.", refused.Message);
    }

    [Fact]
    public async Task RunAsync_DryRunThatCannotBePutOnRecord_IsDoneAndLogged()
    {
        var log = new CapturedLog<AuditTrail>();
        _log.Failure = new StoreUnavailableException("the audit log is full.");

        Assert.Equal(5, await RunAsync(Act with { Changes = false }, () => Task.FromResult(5), log));

        Assert.Equal(2, log.Entries.Count(entry => entry.Contains("the audit log is full.", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task RunAsync_EndCannotBePutOnRecord_AnswersAllTheSameAndLogsIt()
    {
        var log = new CapturedLog<AuditTrail>();

        var answer = await RunAsync(
            Act,
            () =>
            {
                _log.Failure = new StoreUnavailableException("the audit log is full.");
                return Task.FromResult(5);
            },
            log);

        Assert.Equal(5, answer);
        Assert.Contains("rollback", Assert.Single(log.Entries), StringComparison.Ordinal);
    }

    [Fact]
    public async Task RunAsync_LongTexts_AreCut()
    {
        await RunAsync(Act with { Reason = new string('r', 100_000) }, () => Task.FromResult(5));

        Assert.All(_log.Entries, entry => Assert.InRange(entry.Reason.Length, 1000, 1001));
    }

    private Task<int> RunAsync(AdministrativeAct act, Func<Task<int>> action, CapturedLog<AuditTrail>? log = null) =>
        new AuditTrail(_log, _time, log is null ? NullLogger<AuditTrail>.Instance : log)
            .RunAsync(act, "uid 7", action, generation => new ActResult("made", generation), default);

    private sealed class ListedAuditLog : IAuditLog
    {
        public List<AuditEntry> Entries { get; } = [];

        public Exception? Failure { get; set; }

        public Task AppendAsync(AuditEntry entry, CancellationToken cancellationToken)
        {
            if (Failure is not null)
                return Task.FromException(Failure);
            Entries.Add(entry);
            return Task.CompletedTask;
        }

        public Task<IReadOnlyList<AuditEntry>> ReadAsync(DateTimeOffset since, int limit, CancellationToken cancellationToken) =>
            Task.FromResult<IReadOnlyList<AuditEntry>>(Entries);
    }
}
