namespace Grpc.Core;

/// <summary>The base of generated clients.</summary>
internal abstract class ClientBase
{
    private readonly ClientBaseConfiguration? _configuration;

    protected ClientBase()
    {
    }

    protected ClientBase(ChannelBase channel)
        : this(channel.CreateCallInvoker())
    {
    }

    protected ClientBase(CallInvoker callInvoker)
        : this(new ClientBaseConfiguration(callInvoker))
    {
    }

    protected ClientBase(ClientBaseConfiguration configuration) => _configuration = configuration;

    protected CallInvoker CallInvoker => (_configuration
        ?? throw new InvalidOperationException("The client was made without a channel and can only be a test double.")).CallInvoker;

    /// <summary>What a client is made from.</summary>
    protected internal sealed class ClientBaseConfiguration
    {
        internal ClientBaseConfiguration(CallInvoker callInvoker) => CallInvoker = callInvoker;

        internal CallInvoker CallInvoker { get; }
    }
}
