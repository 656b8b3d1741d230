using System.CommandLine;
using SchemaClaimsSidecar.Hosting;

namespace SchemaClaimsSidecar.Cli;

/// <summary><c>serve</c>: runs the sidecar until it is told to stop.</summary>
internal static class ServeCommand
{
    public static Command Create()
    {
        var store = new Option<string?>("--store") { Description = "The folder of the store (Store:Folder).", HelpName = "folder" };
        var listen = new Option<string?>("--listen")
        {
            Description = "Where DMS subscribes: unix:///path or http://address:port (Listen:Dms).",
            HelpName = "address",
        };
        var admin = new Option<string?>("--admin-socket") { Description = "The administration socket (Listen:AdminSocket).", HelpName = "path" };
        var command = new Command("serve", "Run the sidecar.") { store, listen, admin };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var settings = new Dictionary<string, string?>
            {
                ["Store:Folder"] = parsed.GetValue(store),
                ["Listen:Dms"] = parsed.GetValue(listen),
                ["Listen:AdminSocket"] = parsed.GetValue(admin),
            };
            return await SidecarProcess.RunAsync(settings.Where(setting => setting.Value is not null), cancellationToken).ConfigureAwait(false);
        });
        return command;
    }
}
