return await SchemaClaimsSidecar.Cli.CommandLineTool.RunAsync(args);
