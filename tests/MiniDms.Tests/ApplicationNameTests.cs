extern alias program;

using Npgsql;
using program::MiniDms.Database;

namespace MiniDms.Tests;

public sealed class ApplicationNameTests
{
    [Theory]
    [InlineData("Host=nowhere", "MiniDms")]
    [InlineData("Host=nowhere;Application Name=MiniDms sidecar", "MiniDms sidecar")]
    public void Sessions_OfAConnectionString_BearItsNameOrThatOfMiniDms(string connectionString, string expected)
    {
        using var dataSource = Tables.Open(connectionString, maxPoolSize: 8);

        Assert.Equal(expected, new NpgsqlConnectionStringBuilder(dataSource.ConnectionString).ApplicationName);
    }
}
