using System.CommandLine;
using Load.Commands;

var root = new RootCommand("Drives load at a DMS, records what is seen on all sides, and names what limits it.")
{
    RunCommand.Create(),
    ReportCommand.Create(),
};
return await root.Parse(args).InvokeAsync();
