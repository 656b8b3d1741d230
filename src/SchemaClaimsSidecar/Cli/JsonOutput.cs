using Google.Protobuf;

namespace SchemaClaimsSidecar.Cli;

/// <summary>Results for programs: the protocol's messages in protobuf's JSON mapping.</summary>
internal static class JsonOutput
{
    private static readonly JsonFormatter Formatter = new(
        JsonFormatter.Settings.Default.WithFormatDefaultValues(true).WithIndentation());

    public static void Write(TextWriter output, IMessage message) => output.WriteLine(Formatter.Format(message));
}
