namespace SchemaClaimsSidecar.Documents;

/// <summary>The problems of one document, in the order in which they were found; past a limit they are only counted.</summary>
internal sealed class ProblemList(string document)
{
    /// <summary>How many problems of one document are listed: a hostile document could have one a byte.</summary>
    public const int Limit = 1000;

    private readonly List<Problem> _problems = [];
    private int _unlisted;

    /// <summary>Whether anything refuses the document.</summary>
    public bool HasErrors { get; private set; }

    public void Error(JsonPointer pointer, string rule, string message) => Add(Severity.Error, pointer, rule, message);

    public void Error(string pointer, string rule, string message) => Add(Severity.Error, pointer, rule, message);

    public void Warning(JsonPointer pointer, string rule, string message) => Add(Severity.Warning, pointer, rule, message);

    public void Warning(string pointer, string rule, string message) => Add(Severity.Warning, pointer, rule, message);

    /// <summary>The same problems, as if the document had this name.</summary>
    public ProblemList CopyFor(string name)
    {
        var copy = new ProblemList(name) { HasErrors = HasErrors, _unlisted = _unlisted };
        copy._problems.AddRange(name == document ? _problems : _problems.Select(problem => problem with { Document = name }));
        return copy;
    }

    public IEnumerable<Problem> List()
    {
        foreach (var problem in _problems)
            yield return problem;
        if (_unlisted > 0)
        {
            yield return new Problem(
                HasErrors ? Severity.Error : Severity.Warning, document, "", "too-many-problems",
                $"{_unlisted} further problems are not listed.");
        }
    }

    private void Add<TPointer>(Severity severity, TPointer pointer, string rule, string message)
        where TPointer : class
    {
        HasErrors |= severity == Severity.Error;
        if (_problems.Count < Limit)
            _problems.Add(new Problem(severity, document, pointer.ToString()!, rule, message));
        else
            _unlisted++;
    }
}
