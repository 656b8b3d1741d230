namespace Grpc.Core;

internal interface IServerStreamWriter<in T> : IAsyncStreamWriter<T>;
