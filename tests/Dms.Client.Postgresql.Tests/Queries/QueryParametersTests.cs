using Dms.Client.Postgresql.Queries;
using Dms.Client.Postgresql.Tests.Support;
using Dms.Client.Schema;

namespace Dms.Client.Postgresql.Tests.Queries;

public sealed class QueryParametersTests
{
    private static readonly ResourceSchema Student = SchoolModel.Schema.FindResourceByName("Ed-Fi", "Student")!;

    [Fact]
    public void Parameters_None_AreTheFirstPageOfTheLargestSize()
    {
        Assert.True(QueryParameters.TryRead(Student, [], new DocumentQueryOptions(), out var read, out _));

        Assert.Equal(new PageRange(500), read.Page);
        Assert.False(read.WithTotalCount);
        Assert.Empty(read.Filters);
    }

    [Fact]
    public void Parameters_AreNamedInAnyCase()
    {
        var read = Read(("OFFSET", "5"), ("Limit", "7"), ("totalcount", "TRUE"), ("FIRSTNAME", "x"));

        Assert.Equal((new PageRange(7, 5), true, "firstName"), (read.Page, read.WithTotalCount, Assert.Single(read.Filters).Field.Name));
    }

    [Theory]
    [InlineData("limit", "501", "Limit must be omitted or set to a numeric value between 0 and 500.")]
    [InlineData("limit", "-1", "Limit must be omitted or set to a numeric value between 0 and 500.")]
    [InlineData("limit", "1e2", "Limit must be omitted or set to a numeric value between 0 and 500.")]
    [InlineData("limit", "99999999999", "Limit must be omitted or set to a numeric value between 0 and 500.")]
    [InlineData("pageSize", "501", "PageSize must be omitted or set to a numeric value between 0 and 500.")]
    [InlineData("offset", "-1", "Offset must be a numeric value greater than or equal to 0.")]
    [InlineData("offset", "x", "Offset must be a numeric value greater than or equal to 0.")]
    [InlineData("totalCount", "1", "TotalCount must be a boolean value.")]
    [InlineData("pageToken", "x", "PageToken must be omitted or set to the token of the page before.")]
    [InlineData("nickName", "x", "The query field 'nickName' is not valid for this resource.")]
    public void Parameters_Bad_AreRefusedInTheWordsOfDms(string name, string value, string expected) =>
        Assert.Equal(expected, Assert.Single(Refuse((name, value)).Errors));

    [Theory]
    [InlineData("siblings", "many")]
    [InlineData("multipleBirthStatus", "yes")]
    [InlineData("seenAt", "yesterday at noon")]
    [InlineData("firstName", "\0")]
    public void Parameters_ValueOfTheWrongType_IsToldWithItsField(string name, string value)
    {
        var (field, messages) = Assert.Single(Refuse((name, value)).ValidationErrors);

        Assert.Equal(($"$.{name}", $"The value '{value}' is not valid for {name}."), (field, Assert.Single(messages)));
    }

    [Fact]
    public void Parameters_SeveralMistakes_AreToldTogether()
    {
        var problem = Refuse(("limit", "x"), ("offset", "x"), ("nickName", "x"), ("siblings", "x"));

        Assert.Equal((3, 1), (problem.Errors.Length, problem.ValidationErrors.Length));
    }

    [Fact]
    public void Parameters_OffsetAndToken_DoNotGoTogether() => Assert.Contains(
        "either offset or pageToken",
        Assert.Single(Refuse(("offset", "1"), ("pageToken", new PageCursor(DateTime.UnixEpoch, 1).ToToken())).Errors),
        StringComparison.Ordinal);

    [Fact]
    public void Cursor_GoesThroughItsToken()
    {
        var cursor = new PageCursor(new DateTime(2024, 1, 2, 3, 4, 5).AddMicroseconds(678901), long.MaxValue);

        Assert.True(PageCursor.TryParse(cursor.ToToken(), out var read));
        Assert.Equal(cursor, read);
        Assert.Equal(cursor, Read(("pageToken", cursor.ToToken()), ("pageSize", "3")).Page.After);
    }

    [Theory]
    [InlineData("")]
    [InlineData("AAAA")]
    [InlineData("_________________________________________w")]
    [InlineData("__________8AAAAAAAAAAQ")]
    [InlineData("not base64!")]
    public void Cursor_OfAnythingElse_IsRefused(string token) => Assert.False(PageCursor.TryParse(token, out _));

    private static QueryParameters Read(params (string Name, string Value)[] parameters)
    {
        Assert.True(QueryParameters.TryRead(Student, Pairs(parameters), new DocumentQueryOptions(), out var read, out _));
        return read;
    }

    private static QueryProblem Refuse(params (string Name, string Value)[] parameters)
    {
        Assert.False(QueryParameters.TryRead(Student, Pairs(parameters), new DocumentQueryOptions(), out _, out var problem));
        return problem;
    }

    private static IEnumerable<KeyValuePair<string, string>> Pairs((string Name, string Value)[] parameters) =>
        parameters.Select(parameter => KeyValuePair.Create(parameter.Name, parameter.Value));
}
