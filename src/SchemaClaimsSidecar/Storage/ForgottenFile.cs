using System.Text.Json;
using System.Text.Json.Serialization;
using SchemaClaims.Contracts.Packs;

namespace SchemaClaimsSidecar.Storage;

/// <summary>The file of a store that says whose snapshots are not kept any more. Where there is none, all are.</summary>
internal static partial class ForgottenFile
{
    /// <exception cref="StoreDamagedException">The file does not say it.</exception>
    public static ForgottenReleases Read(string path)
    {
        try
        {
            return File.Exists(path) && JsonSerializer.Deserialize(File.ReadAllBytes(path), FileJson.Default.Content) is { } content
                ? new ForgottenReleases(content.Through, content.Except.ToHashSet())
                : ForgottenReleases.None;
        }
        catch (JsonException malformed)
        {
            throw new StoreDamagedException(
                $"'{path}' is damaged: it does not say which releases are forgotten. Restore the file from a backup, or delete it: "
                + "`verify` then misses what was forgotten.",
                malformed);
        }
    }

    public static void Write(string path, ForgottenReleases forgotten)
    {
        var content = new Content(forgotten.Through, [.. forgotten.Except.Order()]);
        DurableFile.Replace(path, [JsonSerializer.SerializeToUtf8Bytes(content, FileJson.Default.Content)]);
    }

    internal sealed record Content(long Through, long[] Except);

    [JsonSourceGenerationOptions(
        PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true, RespectRequiredConstructorParameters = true,
        RespectNullableAnnotations = true)]
    [JsonSerializable(typeof(Content))]
    private sealed partial class FileJson : JsonSerializerContext;
}
