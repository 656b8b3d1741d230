namespace Grpc.Core;

/// <summary>Named by <see cref="ServerCallContext"/>; see <see cref="ContextPropagationToken"/>.</summary>
internal sealed class ContextPropagationOptions
{
    private ContextPropagationOptions()
    {
    }
}
