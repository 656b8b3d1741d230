using System.CommandLine;
using Load.Recording;
using Load.Reporting;

namespace Load.Commands;

/// <summary><c>report</c>: writes the report of what was recorded.</summary>
internal static class ReportCommand
{
    private static readonly Argument<DirectoryInfo> Folder = new("folder") { Description = "of a recording, or of several" };
    private static readonly Option<bool> Write =
        new("--write") { Description = "writes docs/results.md and its plots anew, out of the recordings of a comparison" };


    public static Command Create()
    {
        Folder.AcceptExistingOnly();
        var command = new Command("report", "Writes the report of recordings anew: one HTML file.") { Folder, Write };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var folder = parsed.GetValue(Folder)!.FullName;
            var runs = await RunFolder.ReadAllAsync(folder, cancellationToken);
            await HtmlReport.WriteAsync(folder, runs, cancellationToken);
            if (parsed.GetValue(Write))
                await ResultsPage.WriteAsync(ResultsPage.DocsFolder(), runs, cancellationToken);
            Console.WriteLine(Path.Combine(folder, HtmlReport.FileName));
        });
        return command;
    }
}
