using Microsoft.Extensions.Options;
using SchemaClaims.Contracts;
using SchemaClaimsSidecar.Administration;
using Testing;

namespace SchemaClaimsSidecar.Tests.Administration;

public sealed class StagingAreaTests : IDisposable
{
    private static readonly byte[] Content = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10];
    private static readonly Digest ContentDigest = Digest.Of(Content);

    private readonly ManualTimeProvider _time = new();
    private readonly StagingArea _staging;

    public StagingAreaTests() => _staging = new StagingArea(
        Options.Create(new UploadOptions { MaxDocumentBytes = 2048, MaxStagedBytes = 3000, MaxStagedDocuments = 3 }), _time);

    public void Dispose() => _staging.Dispose();

    [Fact]
    public void Take_PiecesInOrder_CompletesTheDocument()
    {
        Assert.Equal(4, Take(0, Content[..4]));
        Assert.Null(_staging.Find(ContentDigest));
        Assert.Equal(10, Take(4, Content[4..]));

        Assert.Equal(Content, _staging.Find(ContentDigest)!.Content.ToArray());
    }

    [Fact]
    public void Take_APieceAgain_ChangesNothing()
    {
        Take(0, Content[..6]);

        Assert.Equal(6, Take(0, Content[..4]));
        Assert.Equal(6, Take(0, []));
        Assert.Equal(10, Take(6, Content[6..]));
    }

    [Theory]
    [InlineData(1, 2)]
    [InlineData(0, 11)]
    public void Take_APieceThatDoesNotFit_IsMisplaced(int offset, int length) =>
        Assert.Equal(StagingFailure.Misplaced, Fails(ContentDigest, 10, offset, new byte[length]));

    [Fact]
    public void Take_AnotherTotal_IsMisplaced()
    {
        Take(0, Content[..4]);

        Assert.Equal(StagingFailure.Misplaced, Fails(ContentDigest, 12, 4, Content[4..]));
    }

    [Fact]
    public void Take_OtherBytesThanAnnounced_AreRefusedAndMayBeSentAgain()
    {
        Assert.Equal(StagingFailure.Damaged, Fails(ContentDigest, 10, 0, new byte[10]));
        Assert.Equal(StagingFailure.Damaged, Fails(ContentDigest, 0, 0, []));

        Assert.Equal(10, Take(0, Content));
    }

    [Fact]
    public void Take_TooLargeADocument_IsOverTheLimit() =>
        Assert.Equal(StagingFailure.OverLimit, Fails(ContentDigest, 2049, 0, []));

    [Fact]
    public void Take_TooMuchAltogether_IsOverTheLimitUntilSomethingGoes()
    {
        _staging.Take(Digest.Of([1]), 2000, 0, []);
        Assert.Equal(StagingFailure.OverLimit, Fails(Digest.Of([2]), 1001, 0, []));

        _staging.Release([Digest.Of([1])]);

        Assert.Equal(0, _staging.Take(Digest.Of([2]), 1001, 0, []));
    }

    [Fact]
    public void Take_TooManyDocuments_IsOverTheLimitUntilOneGoes()
    {
        for (var document = 1; document <= 3; document++)
            _staging.Take(Digest.Of([(byte)document]), 1, 0, []);
        Assert.Equal(StagingFailure.OverLimit, Fails(Digest.Of([4]), 1, 0, []));

        _staging.Release([Digest.Of([1])]);

        Assert.Equal(0, _staging.Take(Digest.Of([4]), 1, 0, []));
    }

    [Fact]
    public void Find_ADocumentOfAnEarlierUpload_BeganWithTheLaterOne()
    {
        Take(0, Content);
        _time.Advance(TimeSpan.FromSeconds(3));
        var first = _staging.Find(ContentDigest)!.Began;
        _staging.Release([ContentDigest]);

        Take(0, []);

        Assert.Equal(first + TimeSpan.FromSeconds(3), _staging.Find(ContentDigest)!.Began);
    }

    [Fact]
    public void Find_AbandonedForTooLong_IsGone()
    {
        Take(0, Content);
        _time.Advance(TimeSpan.FromMinutes(9));
        Take(0, []);
        _time.Advance(TimeSpan.FromMinutes(9));
        Assert.NotNull(_staging.Find(ContentDigest));

        _time.Advance(TimeSpan.FromMinutes(12));

        Assert.Null(_staging.Find(ContentDigest));
    }

    [Theory]
    [InlineData(-3)]
    [InlineData(3)]
    public void Find_AfterTheClockWasSet_IsKeptForAsLongAsEver(int days)
    {
        Take(0, Content);

        _time.SetWallClock(TimeSpan.FromDays(days));

        _time.Advance(TimeSpan.FromMinutes(9));
        Assert.NotNull(_staging.Find(ContentDigest));
        _time.Advance(TimeSpan.FromMinutes(2));
        Assert.Null(_staging.Find(ContentDigest));
    }

    [Fact]
    public void Release_ADocumentThatAnotherUploadHasAskedFor_KeepsItForThatOne()
    {
        Take(0, Content);
        Assert.Equal(10, Take(0, []));

        _staging.Release([ContentDigest]);

        Assert.NotNull(_staging.Find(ContentDigest));
        _time.Advance(TimeSpan.FromSeconds(31));
        Assert.Null(_staging.Find(ContentDigest));
    }

    [Fact]
    public void Release_ADocumentThatIsAskedForAfterwards_IsStagedAnew()
    {
        Take(0, Content);
        _staging.Release([ContentDigest]);
        Take(0, []);

        _time.Advance(TimeSpan.FromSeconds(31));

        Assert.NotNull(_staging.Find(ContentDigest));
    }

    private long Take(int offset, byte[] piece) => _staging.Take(ContentDigest, (ulong)Content.Length, (ulong)offset, piece);

    private StagingFailure Fails(Digest digest, int total, int offset, byte[] piece) =>
        Assert.Throws<StagingException>(() => _staging.Take(digest, (ulong)total, (ulong)offset, piece)).Failure;
}
