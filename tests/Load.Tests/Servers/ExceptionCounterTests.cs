using Load.Recording;
using Load.Servers;

namespace Load.Tests.Servers;

public sealed class ExceptionCounterTests
{
    [Fact]
    public void Exceptions_InTheLog_AreCountedWithoutTheirStacks()
    {
        string[] log =
        [
            "fail: MiniDms.Serving.DataEndpoints[9100]",
            "      GET /data/ed-fi/students/1 failed.",
            "      Npgsql.NpgsqlException (0x80004005): The operation has timed out",
            "       ---> System.TimeoutException: The operation has timed out.",
            "         at Npgsql.Internal.NpgsqlConnector.ThrowTimeoutException()",
            "      Npgsql.NpgsqlException (0x80004005): The operation has timed out",
            "      System.Net.Http.HttpRequestException: Connection refused (127.0.0.1:4711)",
        ];
        var counter = new ExceptionCounter();
        foreach (var line in log)
            counter.Take(line);

        Assert.Equal(
            [
                new LoggedException("Npgsql.NpgsqlException (0x80004005): The operation has timed out", 2),
                new LoggedException("System.Net.Http.HttpRequestException: Connection refused (127.0.0.1)", 1),
                new LoggedException("System.TimeoutException: The operation has timed out.", 1),
            ],
            counter.Exceptions);
    }
}
