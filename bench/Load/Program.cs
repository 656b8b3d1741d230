using System.CommandLine;
using Load.Commands;
using Load.Diagnosis;

var root = new RootCommand("Drives load at a DMS, records what is seen on all sides, and names what limits it.")
{
    RunCommand.Create(),
    CompareCommand.Create(),
    ReportCommand.Create(),
    DiagnoseCommand.Create(),
};
return await root.Parse(args).InvokeAsync();
