namespace Grpc.Core;

/// <summary>Named by generated code; authentication here is a header or the connection's own.</summary>
internal abstract class CallCredentials
{
    private protected CallCredentials()
    {
    }
}
