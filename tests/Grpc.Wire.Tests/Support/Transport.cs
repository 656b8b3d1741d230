namespace Grpc.Wire.Tests.Support;

public enum Transport
{
    Tcp,
    Unix,
}
