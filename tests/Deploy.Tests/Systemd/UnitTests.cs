using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Deploy.Tests.Rules;
using SchemaClaimsSidecar.Cli;
using Testing;

namespace Deploy.Tests.Systemd;

public sealed partial class UnitTests : IDisposable
{
    // It is asked to be gone within five.
    private const int MostSecondsToStop = 5;

    // Sockets and a network; what the runtime's compiler and garbage collector do with memory, processors and /proc; a user that others
    // know. The mask of files is judged by a stricter measure than that of a group that may read.
    private static readonly string[] Needed =
    [
        "RestrictAddressFamilies_AF_UNIX", "RestrictAddressFamilies_AF_INET_INET6", "RestrictAddressFamilies_AF_NETLINK",
        "PrivateNetwork", "IPAddressDeny", "MemoryDenyWriteExecute", "SystemCallFilter_resources", "ProcSubset", "PrivateUsers",
        "PrivateMounts", "DeviceAllow", "RootDirectoryOrRootImage", "UMask",
    ];

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [SystemdFact]
    public async Task Units_Both_AreUnderstoodBySystemd()
    {
        var sidecar = Write("schema-claims-sidecar.service", Units.Sidecar);
        var dms = Write("dms.service", Units.DmsDropIn + "ExecStart=/bin/true\n");

        var run = (await Units.AnalyzeAsync("verify", "--man=no", sidecar, dms)).Ended(0);

        Assert.Equal("", run.Error + run.Output);
    }

    [SystemdFact]
    public async Task Unit_WithAnUnknownSetting_IsNot()
    {
        var broken = Write("broken.service", Units.Sidecar.Replace("ProtectHome=", "ProtectHomes=", StringComparison.Ordinal));

        var run = await Units.AnalyzeAsync("verify", "--man=no", broken);

        Assert.Contains("ProtectHomes", run.Error, StringComparison.Ordinal);
    }

    [SystemdFact]
    public async Task Unit_OfTheSidecar_LeavesOpenWhatItNeedsAndNoMore()
    {
        var hardened = Write("hardened.service", Units.Sidecar);

        var run = (await Units.AnalyzeAsync("security", "--offline=yes", "--json=short", hardened)).Ended(0);

        var open = JsonNode.Parse(run.Output)!.AsArray().Where(one => !(bool)one!["set"]!).Select(one => (string)one!["json_field"]!);
        Assert.Empty(open.Except(Needed));
    }

    [Theory]
    [InlineData("User", "schema-claims")]
    [InlineData("Restart", "always")]
    [InlineData("StartLimitIntervalSec", "0")]
    [InlineData("UMask", "0027")]
    [InlineData("RuntimeDirectoryMode", "0750")]
    [InlineData("StateDirectoryMode", "0750")]
    [InlineData("MemoryMax", "448M")]
    [InlineData("TasksMax", "256")]
    [InlineData("CPUWeight", "10")]
    [InlineData("EnvironmentFile", "-/etc/schema-claims/sidecar.env")]
    [InlineData("SystemCallErrorNumber", "EPERM")]
    [InlineData("WantedBy", "multi-user.target")]
    public void Unit_OfTheSidecar_HasWhatItsAnalysisDoesNotSee(string setting, string value) =>
        Assert.Equal([value], Values(Units.Sidecar, setting));

    [Fact]
    public void Unit_OfTheSidecar_GivesItTimeToStop() =>
        Assert.True(int.Parse(Assert.Single(Values(Units.Sidecar, "TimeoutStopSec")), CultureInfo.InvariantCulture) > MostSecondsToStop);

    // The sockets are made by the sidecar, which is in neither group of those who use the second: they inherit it.
    [Fact]
    public void Unit_OfTheSidecar_GivesTheSocketOfAdministratorsToTheirGroup() => Assert.Equal(
        ["+/usr/bin/chgrp schema-claims-admin /run/schema-claims-admin", "+/usr/bin/chmod 2750 /run/schema-claims-admin"],
        Values(Units.Sidecar, "ExecStartPre"));

    [Fact]
    public void Unit_OfDms_MayUseTheSocketAndStartsWithoutTheSidecarAllTheSame()
    {
        Assert.Equal(Values(Units.Sidecar, "Group"), Values(Units.DmsDropIn, "SupplementaryGroups"));
        Assert.Equal(["schema-claims-sidecar.service"], Values(Units.DmsDropIn, "After"));
        // Not required, and a wait that ends, whose failure does not count.
        Assert.Equal(["schema-claims-sidecar.service"], Values(Units.DmsDropIn, "Wants"));
        Assert.Empty(Values(Units.DmsDropIn, "Requires"));
        var wait = Assert.Single(Values(Units.DmsDropIn, "ExecStartPre"));
        // As root, since DMS is not in the group of administrators, and at their socket.
        Assert.StartsWith("-+", wait, StringComparison.Ordinal);
        Assert.EndsWith($" ready --wait 1m --admin-socket {Variable("SCHEMACLAIMS_Listen__AdminSocket")}", wait, StringComparison.Ordinal);
    }

    [Fact]
    public void Unit_OfTheSidecar_HasItsFilesInFoldersThatSystemdMakes()
    {
        var folders = Assert.Single(Values(Units.Sidecar, "RuntimeDirectory")).Split(' ').Select(name => $"/run/{name}").ToArray();
        var state = $"/var/lib/{Assert.Single(Values(Units.Sidecar, "StateDirectory"))}";

        Assert.Equal(Path.GetDirectoryName(new Uri(Variable("SCHEMACLAIMS_Listen__Dms")).AbsolutePath), folders[0]);
        Assert.Equal(Path.GetDirectoryName(Variable("SCHEMACLAIMS_Listen__AdminSocket")), folders[1]);
        Assert.Equal(state, Variable("SCHEMACLAIMS_Store__Folder"));
        Assert.Equal("0", Variable("DOTNET_EnableDiagnostics"));
    }

    [Fact]
    public void Users_OfTheUnits_AreMade()
    {
        var made = Units.Users.Split('\n').Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .Where(words => words.Length > 1).Select(words => (words[0], words[1])).ToArray();

        // A user's group has its name.
        Assert.Contains(("u", Assert.Single(Values(Units.Sidecar, "User"))), made);
        Assert.Equal(Values(Units.Sidecar, "User"), Values(Units.Sidecar, "Group"));
        Assert.Contains(("g", Values(Units.Sidecar, "ExecStartPre")[0].Split(' ')[1]), made);
    }

    [Fact]
    public void Units_Both_SayWhatTheSidecarKnows()
    {
        var settings = Setting().Matches(Units.Sidecar).Select(match => match.Groups[1].Value).ToArray();
        var commands = Command().Matches(Units.Sidecar + Units.DmsDropIn).Select(match => match.Groups[1].Value.Trim()).ToArray();

        Assert.Equal(["SCHEMACLAIMS_Listen__Dms", "SCHEMACLAIMS_Listen__AdminSocket", "SCHEMACLAIMS_Store__Folder"], settings[..3]);
        Assert.All(settings, name => Assert.True(OptionRules.Exists(name), name));
        Assert.Equal(2, commands.Length);
        Assert.All(commands, command => Assert.Empty(CommandLineTool.Parse(command.Split(' ')).Errors));
    }

    private static string Variable(string name) => Values(Units.Sidecar, "Environment")
        .Select(variable => variable.Split('=', 2)).Single(variable => variable[0] == name)[1];

    private static string[] Values(string unit, string setting) =>
    [
        .. unit.Split('\n').Where(line => line.StartsWith(setting + "=", StringComparison.Ordinal))
            .Select(line => line[(setting.Length + 1)..]),
    ];

    // What is installed elsewhere is here what was built.
    private string Write(string name, string unit)
    {
        var built = Path.Combine(AppContext.BaseDirectory, "schema-claims-sidecar");
        File.WriteAllText(_folder[name], unit.Replace(Units.Installed, built, StringComparison.Ordinal));
        return _folder[name];
    }

    [GeneratedRegex("(?m)^Environment=([^=]+)=")]
    private static partial Regex Setting();

    [GeneratedRegex($"(?m){Units.Installed}(.*)$")]
    private static partial Regex Command();
}
