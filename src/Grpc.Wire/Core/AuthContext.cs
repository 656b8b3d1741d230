namespace Grpc.Core;

/// <summary>Named by <see cref="ServerCallContext"/>; who calls is known to the HTTP context.</summary>
internal sealed class AuthContext
{
    internal static readonly AuthContext Unauthenticated = new();

    private AuthContext()
    {
    }

    public bool IsPeerAuthenticated => false;
}
