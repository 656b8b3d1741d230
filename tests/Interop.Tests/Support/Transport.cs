namespace Interop.Tests.Support;

public enum Transport
{
    Tcp,
    Unix,
    Tls,
}
