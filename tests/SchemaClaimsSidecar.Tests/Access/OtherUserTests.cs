using System.Net;
using System.Net.Sockets;
using System.Runtime.Versioning;
using Testing;

namespace SchemaClaimsSidecar.Tests.Access;

/// <summary>Whom the kernel lets connect to the sockets, and what becomes of who it says they are.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class OtherUserTests
{
    private const int User = 4001;
    private const int Group = 4002;

    private const UnixFileMode Traversable =
        UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    [PrivilegedFact]
    public async Task Sockets_ByDefault_LetNobodyElseConnect()
    {
        await using var sidecar = await StartAsync();

        Assert.Equal(SocketError.AccessDenied, await ConnectAsync(sidecar.AdminSocket));
        Assert.Equal(SocketError.AccessDenied, await ConnectAsync(sidecar.DmsSocket));
    }

    [PrivilegedFact]
    public async Task Socket_OfAGroup_LetsItsMembersConnect()
    {
        await using var sidecar = await StartAsync(("Listen:DmsSocketGroup", $"{Group}"));

        Assert.Equal(SocketError.Success, await ConnectAsync(sidecar.DmsSocket));
        Assert.Equal(SocketError.AccessDenied, await ConnectAsync(sidecar.AdminSocket));
    }

    [PrivilegedFact]
    public async Task Socket_OfAModeForEverybody_LetsOthersConnect()
    {
        await using var sidecar = await StartAsync(("Listen:DmsSocketMode", "0666"), ("Listen:AdminSocketMode", "600"));

        Assert.Equal(SocketError.Success, await ConnectAsync(sidecar.DmsSocket));
        Assert.Equal(SocketError.AccessDenied, await ConnectAsync(sidecar.AdminSocket));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(sidecar.AdminSocket));
    }

    [PrivilegedFact]
    public async Task Socket_OfAGroupByName_IsGivenToIt()
    {
        // The only group that every system has.
        await using var sidecar = await StartAsync(("Listen:AdminSocketGroup", "root"));

        Assert.Equal(SocketError.AccessDenied, await ConnectAsync(sidecar.AdminSocket));
        Assert.Equal(SocketError.Success, await ConnectAsync(sidecar.AdminSocket, group: 0));
    }

    [Fact]
    public async Task Socket_OfAGroupThatIsNot_IsNotOpened()
    {
        var refused = await Assert.ThrowsAsync<IOException>(() => StartAsync(("Listen:AdminSocketGroup", "no-such-group")));

        Assert.Equal("There is no group 'no-such-group' for the socket.", refused.Message);
    }

    [PrivilegedFact]
    public async Task AdminSocket_ForOthers_AsksTheKernelWhoTheyAre()
    {
        await using var sidecar = await StartAsync(
            ("Listen:AdminSocketMode", "0666"), ("Access:SocketChange:0", $"gid:{Group + 1}"), ("Access:SocketRead:0", $"uid:{User}"));

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.Forbidden), await AskAsync(sidecar, User, Group));
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.NotFound), await AskAsync(sidecar, User + 1, Group + 1));
        Assert.Equal((HttpStatusCode.Forbidden, HttpStatusCode.Forbidden), await AskAsync(sidecar, User + 1, Group));
    }

    private static async Task<ManagedSidecar> StartAsync(params (string Name, string Value)[] settings)
    {
        var folder = new TemporaryFolder();
        File.SetUnixFileMode(folder.Path, Traversable);
        return await ManagedSidecar.StartAsync(folder, settings);
    }

    private static async Task<SocketError> ConnectAsync(string path, int group = Group)
    {
        try
        {
            using var socket = await OtherUser.ConnectAsync(path, User, group);
            return SocketError.Success;
        }
        catch (SocketException refused)
        {
            return refused.SocketErrorCode;
        }
    }

    private static async Task<(HttpStatusCode Reading, HttpStatusCode Changing)> AskAsync(ManagedSidecar sidecar, int user, int group)
    {
        using var http = new HttpClient(new SocketsHttpHandler
        {
            ConnectCallback = async (_, _) => new NetworkStream(
                await OtherUser.ConnectAsync(sidecar.AdminSocket, user, group), ownsSocket: true),
        })
        {
            BaseAddress = new Uri("http://localhost"),
            DefaultRequestVersion = HttpVersion.Version20,
            DefaultVersionPolicy = HttpVersionPolicy.RequestVersionExact,
        };
        using var reading = await http.GetAsync("/status");
        using var changing = await http.PostAsync("/management/reload-claimsets", content: null);
        return (reading.StatusCode, changing.StatusCode);
    }
}
