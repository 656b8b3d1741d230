using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;
using SchemaClaims.Contracts.Packs;

namespace SchemaClaimsSidecar.Storage;

/// <summary>Which store a folder holds: the layout of its files and the name of its history.</summary>
internal sealed partial record StoreIdentity(int Format, string Epoch, DateTimeOffset CreatedAt)
{
    public const int CurrentFormat = 1;

    private const int EpochBytes = 16;

    /// <summary>The name of a new history.</summary>
    public static string NewEpoch() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(EpochBytes));

    /// <summary>Gives a folder a new history.</summary>
    public static StoreIdentity Create(string path, TimeProvider time)
    {
        var identity = new StoreIdentity(CurrentFormat, NewEpoch(), time.GetUtcNow());
        DurableFile.Replace(path, [JsonSerializer.SerializeToUtf8Bytes(identity, IdentityJson.Default.StoreIdentity)]);
        return identity;
    }

    /// <exception cref="StoreDamagedException">The file does not name a store.</exception>
    /// <exception cref="StoreUnavailableException">The store was written by a newer version.</exception>
    public static StoreIdentity Read(string path)
    {
        try
        {
            var identity = JsonSerializer.Deserialize(File.ReadAllBytes(path), IdentityJson.Default.StoreIdentity);
            if (identity is { Format: > CurrentFormat })
                throw new StoreUnavailableException(
                    $"'{path}' has format {identity.Format}; this version reads format {CurrentFormat}. Run a newer version.");
            return identity is { Format: CurrentFormat } && IsEpoch(identity.Epoch) ? identity : throw Damaged(path, null);
        }
        catch (JsonException malformed)
        {
            throw Damaged(path, malformed);
        }
    }

    private static bool IsEpoch(string? text) =>
        text is { Length: 2 * EpochBytes } && text.All(c => char.IsAsciiHexDigitLower(c) || char.IsAsciiDigit(c));

    private static StoreDamagedException Damaged(string path, Exception? cause) => new(
        $"'{path}' is damaged: it does not name a store. "
        + "Restore the file from a backup, or move the whole folder away to begin a new history.",
        cause);

    [JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true)]
    [JsonSerializable(typeof(StoreIdentity))]
    private sealed partial class IdentityJson : JsonSerializerContext;
}
