namespace Grpc.Core;

internal abstract class ChannelBase(string target)
{
    /// <summary>The address as host and port.</summary>
    public string Target { get; } = target;

    public abstract CallInvoker CreateCallInvoker();
}
