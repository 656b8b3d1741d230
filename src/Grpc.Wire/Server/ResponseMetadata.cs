using Grpc.Core;
using Grpc.Wire.Framing;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace Grpc.Wire.Server;

internal static class ResponseMetadata
{
    public static void Append(IHeaderDictionary target, Metadata metadata)
    {
        foreach (var entry in metadata)
        {
            if (!HeaderNames.IsReserved(entry.Key))
                target[entry.Key] = StringValues.Concat(target[entry.Key], MetadataEncoding.Encode(entry));
        }
    }
}
