namespace Dms.Client.Subscription;

/// <summary>Who subscribes: the stable name, and a mark that tells two processes of one name apart.</summary>
internal sealed record SubscriberIdentity(string Name, string Instance)
{
    public static SubscriberIdentity Draw(string name) => new(name, Guid.NewGuid().ToString("N"));
}
