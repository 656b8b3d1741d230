using EndToEnd.Tests.Support;
using Testing;

namespace EndToEnd.Tests.BadInput;

public sealed class ConfigurationTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("Uploads__MaxDocumentBytes", "5", "MaxDocumentBytes must be between 1024 and 536870912")]
    [InlineData("Uploads__MaxDocumentBytes", "plenty", "'plenty' at 'Uploads:MaxDocumentBytes'")]
    [InlineData("Distribution__SendTimeout", "0", "SendTimeout must be between 00:00:01 and 00:10:00")]
    [InlineData("Distribution__HeartbeatInterval", "soon", "'soon' at 'Distribution:HeartbeatInterval'")]
    [InlineData("Store__Kind", "Postgres", "Store:Postgres: Exactly one of ConnectionString and ConnectionStringFile is needed")]
    [InlineData("Listen__DmsSocketMode", "rw", "Listen:DmsSocketMode must be three octal digits, such as 0660.")]
    [InlineData("Limits__DmsConnections", "0", "DmsConnections must be between 1 and 100000")]
    [InlineData("Store__Kind", "Paper", "'Paper' at 'Store:Kind'")]
    public async Task Serve_WithAValueThatCannotBe_EndsWith2AndNamesIt(string variable, string value, string message)
    {
        var place = Place.In(_folder.Path);
        var variables = new Dictionary<string, string> { ["SCHEMACLAIMS_" + variable] = value };

        var serve = (await Tool.RunAsync(variables, place.Arguments)).Ended(2);

        Assert.Contains(message, serve.Error, StringComparison.Ordinal);
        Assert.Single(serve.Error.Trim().Split('\n'));
        Assert.False(Directory.Exists(place.Store));
    }

    [Theory]
    [InlineData("ftp://x", "Listen:Dms is 'ftp://x': write unix:///path, https://address:port or http://address:port.")]
    [InlineData("https://127.0.0.1:0", "'https://127.0.0.1:0' needs a certificate: set Tls:CertificateFile and Tls:KeyFile.")]
    [InlineData("unix://", "The path of the Unix socket is empty.")]
    public async Task Serve_AtAnAddressThatCannotBe_EndsWith2AndSaysWhatToWrite(string listen, string message)
    {
        var serve = (await Tool.RunAsync((Place.In(_folder.Path) with { Listen = listen }).Arguments)).Ended(2);

        Assert.Contains(message, serve.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Serve_WithOneSocketForBoth_EndsWith2AndSaysWhy()
    {
        var place = Place.In(_folder.Path);

        var serve = (await Tool.RunAsync((place with { AdminSocket = place.DmsSocket }).Arguments)).Ended(2);

        Assert.Contains("administration must have its own", serve.Error, StringComparison.Ordinal);
    }
}
