using System.CommandLine;
using Load.Recording;
using Load.Reporting;

namespace Load.Commands;

/// <summary><c>report</c>: writes the report of what was recorded.</summary>
internal static class ReportCommand
{
    private static readonly Argument<DirectoryInfo> Folder = new("folder") { Description = "of a recording, or of several" };

    public static Command Create()
    {
        Folder.AcceptExistingOnly();
        var command = new Command("report", "Writes the report of recordings anew: one HTML file.") { Folder };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var folder = parsed.GetValue(Folder)!.FullName;
            await HtmlReport.WriteAsync(folder, await RunFolder.ReadAllAsync(folder, cancellationToken), cancellationToken);
            Console.WriteLine(Path.Combine(folder, HtmlReport.FileName));
        });
        return command;
    }
}
