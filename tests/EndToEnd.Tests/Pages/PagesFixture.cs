using System.Text;
using EndToEnd.Tests.Support;
using SchemaClaims.Contracts;

namespace EndToEnd.Tests.Pages;

/// <summary>A sidecar that is administered in browsers, by one who may change and by one who may read.</summary>
public sealed class PagesFixture : SidecarFixture
{
    public const string Changing = "token-of-carl";
    public const string Reading = "token-of-rita";

    private readonly Dictionary<string, string> _variables;

    public PagesFixture()
        : this([])
    {
    }

    private PagesFixture(Dictionary<string, string> variables)
        : base(variables) => _variables = variables;

    internal Uri Address { get; private set; } = null!;

    public override async Task InitializeAsync()
    {
        _variables["SCHEMACLAIMS_Listen__Management"] = "http://127.0.0.1:0";
        _variables["SCHEMACLAIMS_Access__TokenFile"] =
            Write("tokens", Encoding.UTF8.GetBytes($"change carl {Hash(Changing)}\nread rita {Hash(Reading)}\n"));
        await base.InitializeAsync();
        var line = await Log.WaitForAsync("Now listening on: http://127.0.0.1:");
        Address = new Uri(line[line.IndexOf("http://", StringComparison.Ordinal)..].Trim());
    }

    private static string Hash(string token) => Digest.Of(Encoding.UTF8.GetBytes(token)).ToString();
}
