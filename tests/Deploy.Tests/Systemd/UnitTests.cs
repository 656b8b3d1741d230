using System.Text.RegularExpressions;
using Deploy.Tests.Rules;
using SchemaClaimsSidecar.Cli;
using Testing;

namespace Deploy.Tests.Systemd;

public sealed partial class UnitTests : IDisposable
{
    // In tenths, as systemd-analyze counts: 0 is closed, 100 is open.
    private const string MostExposure = "20";

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
    public async Task Unit_OfTheSidecar_IsHardened()
    {
        var hardened = Write("hardened.service", Units.Sidecar);
        var open = Write("open.service", Units.Sidecar.Replace("SystemCallFilter=", "#", StringComparison.Ordinal)
            .Replace("CapabilityBoundingSet=", "#", StringComparison.Ordinal).Replace("ProtectSystem=", "#", StringComparison.Ordinal));

        (await Units.AnalyzeAsync("security", "--offline=yes", $"--threshold={MostExposure}", hardened)).Ended(0);
        (await Units.AnalyzeAsync("security", "--offline=yes", $"--threshold={MostExposure}", open)).Ended(1);
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
