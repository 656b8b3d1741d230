namespace Grpc.Core;

/// <summary>Named by generated code; deadlines and cancellation are passed on by hand.</summary>
internal abstract class ContextPropagationToken
{
    private protected ContextPropagationToken()
    {
    }
}
