using System.Collections.Immutable;

namespace Dms.Client.Postgresql.Authorization;

/// <summary>Whether a client may do something with a document, and if not what DMS says about it.</summary>
public sealed class AuthorizationResult
{
    private AuthorizationResult(ImmutableArray<string> errors, ImmutableArray<string> hints)
    {
        Errors = errors;
        Hints = hints;
    }

    /// <summary>It may.</summary>
    public static AuthorizationResult Authorized { get; } = new([], []);

    /// <summary>Whether it may.</summary>
    public bool IsAuthorized => Errors.IsEmpty;

    /// <summary>The errors of DMS's answer, distinct; empty when it may.</summary>
    public ImmutableArray<string> Errors { get; }

    /// <summary>What the client could do about it, as DMS appends it to the detail of its answer; often empty.</summary>
    public ImmutableArray<string> Hints { get; }

    internal static AuthorizationResult Refused(ImmutableArray<string> errors, ImmutableArray<string> hints) => new(errors, hints);
}
