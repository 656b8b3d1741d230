using System.CommandLine;
using Bench;
using Bench.Fleet;
using Bench.Requests;

// Benchmarks start this same program a second time: as the sidecar, or as a process that is in the way.
if (args is [FleetSidecar.Verb, var folder])
    return await FleetSidecar.RunAsync(folder);
if (args is [HostProcess.Verb, var sidecar, var lastKnownGood, var claimSet])
    return await HostProcess.RunAsync(sidecar, lastKnownGood, claimSet);
if (args is [BusyNeighbor.Verb])
    return BusyNeighbor.Run();

var names = new Argument<string[]>("benchmark")
{
    Description = "Which benchmarks to run.",
    Arity = ArgumentArity.OneOrMore,
    DefaultValueFactory = _ => [Suite.All],
};
names.AcceptOnlyFromAmong([Suite.All, .. Suite.Names]);
var write = new Option<bool>("--write") { Description = "Replaces the figures in docs/benchmarks.md." };
var command = new RootCommand("Measures the sidecar and its client against what the machine and the field can do.") { names, write };
command.SetAction((arguments, cancellationToken) =>
    Suite.RunAsync(arguments.GetRequiredValue(names), arguments.GetValue(write), cancellationToken));
return await command.Parse(args).InvokeAsync();
