using System.CommandLine;
using Google.Protobuf.WellKnownTypes;
using WireRollout = SchemaClaims.V1.Rollout;

namespace SchemaClaimsSidecar.Cli;

/// <summary>The options of commands that may publish for a part of the fleet: <c>[--canary "10%"|"zone=a" [--auto 5m]]</c>.</summary>
internal sealed class RolloutOptions
{
    private readonly Option<string?> _canary = new("--canary")
    {
        Description = "Offer the release to a part of the fleet first: 10% of it, or those with labels (zone=a,tier=web).",
        HelpName = "10%|zone=a",
    };

    private readonly Option<TimeSpan?> _auto = CommonOptions.Duration(
        "--auto", "Promote by itself when the part has run it well for so long, and abort when one of it rejects it.");

    public void AddTo(Command command)
    {
        command.Add(_canary);
        command.Add(_auto);
        command.Validators.Add(result =>
        {
            if (result.GetResult(_auto) is not null && result.GetResult(_canary) is null)
                result.AddError("--auto decides about a part of the fleet: name it with --canary.");
        });
    }

    public WireRollout? Read(ParseResult parsed) => parsed.GetValue(_canary) is not { } to ? null : new WireRollout
    {
        To = to,
        Auto = parsed.GetValue(_auto) is { } auto ? Duration.FromTimeSpan(auto) : null,
    };
}
