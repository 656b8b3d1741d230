using System.CommandLine;

var root = new RootCommand("Drives load at a DMS, records what is seen on all sides, and names what limits it.");
return await root.Parse(args).InvokeAsync();
