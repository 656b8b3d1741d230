using Google.Protobuf;

namespace SchemaClaimsSidecar.Cli;

/// <summary>Where a command writes: in a table all goes to standard output; with JSON only the result does, and the rest to standard error.</summary>
internal sealed class CommandOutput(OutputFormat format)
{
    /// <summary>Whether a person wants to see every change, rather than a summary.</summary>
    public bool ShowsDetails { get; init; }

    public bool IsJson => format == OutputFormat.Json;

    /// <summary>For what a person follows.</summary>
    public TextWriter Progress => IsJson ? Console.Error : Console.Out;

    /// <summary>Whether a person watches the progress on a terminal.</summary>
    public bool IsTerminal => IsJson ? !Console.IsErrorRedirected : !Console.IsOutputRedirected;

    /// <summary>The colours of the result.</summary>
    public Colors Colors { get; } = Colors.Of(!Console.IsOutputRedirected);

    /// <summary>Writes the result: the message itself as JSON, or what <paramref name="forPeople"/> writes.</summary>
    public void Result(IMessage message, Action<TextWriter> forPeople)
    {
        if (IsJson)
            JsonOutput.Write(Console.Out, message);
        else
            forPeople(Console.Out);
    }
}
