using System.Text;
using Dms.Client.Schema;
using SchemaClaims.Contracts;
using SchemaClaims.Contracts.Following;
using SchemaClaimsSidecar.Access;
using SchemaClaimsSidecar.Cli;
using SchemaClaimsSidecar.Hosting;
using SchemaClaimsSidecar.Rollout;
using SchemaClaimsSidecar.Schema.Validation;
using Durations = SchemaClaimsSidecar.Cli.Durations;

namespace Fuzz.Tests.Targets;

/// <summary>The command line, and short texts of people.</summary>
internal static class TextTargets
{
    private static readonly string[] Lines =
    [
        "upload\n--core\ncore.json\n--extension\na.json\n--canary\n10%\n--auto\n5m\n--wait\n30s\n-o\njson",
        "serve\n--store\n/s\n--listen\nhttp://127.0.0.1:80\n--admin-socket\n/a.sock", "show\n7\n-o\njson", "rollback\n3\n--reason\nwhy",
        "status", "history", "verify",
    ];

    private static readonly string Tokens = $"# who\nread ann {Digest.Of("a"u8)}\n\nchange  bob {Digest.Of("b"u8)}\r\n";

    public static IEnumerable<FuzzTarget> All =>
    [
        new("command-line", 2_000, [.. Lines.Select(Encoding.UTF8.GetBytes)], FeedCommandLine),
        new("token-file", 10_000, [Encoding.UTF8.GetBytes(Tokens)], FeedTokens),
        Text("duration", ["500ms", "30s", "5m", "1h"], text => Durations.TryParse(text, out var duration) && duration >= TimeSpan.Zero),
        Text("rollout", ["10%", "zone=a", "zone=a,tier=web"], text => RolloutTarget.TryParse(text, out _)),
        Text("listen-address", ["unix:///run/a.sock", "http://127.0.0.1:80", "https://[::1]:443"], FeedListenAddress),
        Text("sidecar-address", ["unix:///run/a.sock", "http://sidecar:80", "https://[::1]:443"],
            text => SidecarAddress.TryParse(text, out _, out _)),
        Text("part-name", ["claims", "resource/ed-fi/students", "claims/tenant"], FeedPartName),
        Text("json-path", ["$", "$.a.b[*].c", "$['a b'][0]", "$._ext.a['b.c'][12].d"], FeedJsonPath),
        Text("digest", [Digest.Of("a"u8).ToString()], text => Digest.TryParse(text, out var digest) && digest.ToString() == text),
    ];

    private static FuzzTarget Text(string name, string[] seeds, Func<string, bool> feed) =>
        new(name, 20_000, [.. seeds.Select(Encoding.UTF8.GetBytes)], input => feed(Encoding.UTF8.GetString(input)));

    private static bool FeedCommandLine(byte[] input)
    {
        var parsed = CommandLineTool.Parse(Encoding.UTF8.GetString(input).Split('\n'));
        Assert.All(parsed.Errors, error => Assert.NotEqual("", error.Message));
        return parsed.Errors.Count == 0;
    }

    private static bool FeedTokens(byte[] input)
    {
        try
        {
            TokenEntry.ParseAll(input);
            return true;
        }
        catch (FormatException)
        {
            return false;
        }
    }

    private static bool FeedListenAddress(string text)
    {
        if (!ListenAddress.TryParse(text, out var address))
            return false;
        Assert.True(address.SocketPath is null ^ address.EndPoint is null);
        return address.Problem is null;
    }

    // The sidecar accepts just the paths that the client reads.
    private static bool FeedJsonPath(string text)
    {
        var read = JsonPath.TryParse(text, out _);
        Assert.Equal(read, JsonPathGrammar.IsPath(Encoding.UTF8.GetBytes(text)));
        return read;
    }

    // A name that is accepted is safe as a path.
    private static bool FeedPartName(string text)
    {
        if (!PartNames.IsValid(text))
            return false;
        Assert.StartsWith("/parts/", Path.GetFullPath(Path.Combine("/parts", text)), StringComparison.Ordinal);
        return true;
    }
}
