using System.CommandLine;

namespace SchemaClaimsSidecar.Cli;

/// <summary><c>completion</c>: prints what makes a shell complete commands and options.</summary>
internal static class CompletionCommand
{
    public static Command Create()
    {
        var shell = new Argument<string>("shell") { Description = "bash, zsh or fish." };
        shell.AcceptOnlyFromAmong("bash", "zsh", "fish");
        var command = new Command("completion", "Print a script that makes the shell complete commands and options.") { shell };
        command.SetAction(parsed =>
        {
            Console.Out.Write(ScriptFor(parsed.GetValue(shell)!));
            return ExitCodes.Done;
        });
        return command;
    }

    // The tool itself answers what may come next (the directive "suggest"), so that the scripts never fall behind it.
    private static string ScriptFor(string shell) => shell switch
    {
        "bash" => """
            _schema_claims_sidecar() {
                local IFS=$'\n'
                local found=$("${COMP_WORDS[0]}" "[suggest:${COMP_POINT}]" "${COMP_LINE}" 2>/dev/null)
                COMPREPLY=($(compgen -W "$found" -- "${COMP_WORDS[COMP_CWORD]}"))
            }
            complete -o default -F _schema_claims_sidecar schema-claims-sidecar

            """,
        "zsh" => """
            #compdef schema-claims-sidecar
            _schema_claims_sidecar() {
                local -a found
                found=("${(@f)$("${words[1]}" "[suggest:${CURSOR}]" "${BUFFER}" 2>/dev/null)}")
                compadd -- "${found[@]}" || _files
            }
            compdef _schema_claims_sidecar schema-claims-sidecar

            """,
        _ => """
            function _schema_claims_sidecar
                schema-claims-sidecar "[suggest:"(commandline -C)"]" (commandline -cp | string collect) 2>/dev/null
            end
            complete -c schema-claims-sidecar -a '(_schema_claims_sidecar)'

            """,
    };
}
