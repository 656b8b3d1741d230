using System.Text;
using System.Text.Json.Nodes;
using EndToEnd.Tests.Support;

namespace EndToEnd.Tests.BadInput;

/// <summary>Documents that no sidecar may publish.</summary>
internal static class BadDocuments
{
    private static readonly Dictionary<string, (byte[] Content, string Says)> Cores = new()
    {
        ["no JSON at all"] = ("This is no JSON."u8.ToArray(), "core.json#: Line 1, byte 1: 'T' is an invalid start of a value. [not-json]"),
        ["a comma too many"] = ("{\n\"a\":1,\n}"u8.ToArray(), "core.json#: Line 3, byte 1: "),
        ["truncated"] = (Core[..^1000], $"The document ends too early, after {Core.Length - 1000} bytes. [truncated]"),
        ["empty"] = ([], "core.json#: The document is empty. [empty-document]"),
        ["white space"] = (" \n"u8.ToArray(), "core.json#: The document is empty. [empty-document]"),
        ["UTF-16 with a mark"] = (
            [.. Encoding.Unicode.Preamble, .. Utf16(Encoding.Unicode)],
            "core.json#: The document is not UTF-8; it looks like UTF-16. Save it as UTF-8. [utf-16]"),
        ["UTF-16"] = (Utf16(Encoding.Unicode), "[utf-16]"),
        ["UTF-16, big end first"] = (Utf16(Encoding.BigEndianUnicode), "[utf-16]"),
        ["Latin 1"] = (Encoding.Latin1.GetBytes("{\"é\":1}"), "core.json#: The byte at offset 2 is not valid UTF-8."),
        ["a duplicate key"] = (
            Replaced("\"isExtensionProject\"", "\"isExtensionProject\": false, \"isExtensionProject\""),
            "core.json#/projectSchema/isExtensionProject: The key occurs more than once in its object. [duplicate-key]"),
        ["a thousand levels"] = (
            Encoding.UTF8.GetBytes("{\"deep\":" + new string('[', 1000) + new string(']', 1000) + "}"),
            "Objects and arrays nest more than 64 levels deep. [too-deep]"),
        ["null"] = ("null"u8.ToArray(), "core.json#: Must be an object, not null. [type]"),
        ["a list"] = ("[]"u8.ToArray(), "core.json#: Must be an object"),
        ["an extension"] = (
            File.ReadAllBytes(Samples.Arts),
            "core.json#/projectSchema/isExtensionProject: An extension was given as the core. There must be one core. [one-core]"),
    };

    private static readonly Dictionary<string, (byte[] Content, string Says)> Extensions = new()
    {
        ["a second core"] = (
            Core,
            "extension.json#/projectSchema/isExtensionProject: A core was given as an extension. There must be one core. [one-core]"),
        ["an extension of a missing resource"] = (
            ExtensionOfNothing(),
            "extension.json#/projectSchema/resourceSchemas/schools/resourceName: This resource extends \"Nothing\", which "
            + "the core does not have. [extension-target]"),
        ["truncated"] = (File.ReadAllBytes(Samples.Arts)[..^10], "[truncated]"),
    };

    public static TheoryData<string> NamesOfCores => [.. Cores.Keys];

    public static TheoryData<string> NamesOfExtensions => [.. Extensions.Keys];

    private static byte[] Core => File.ReadAllBytes(Samples.Core);

    public static (byte[] Content, string Says) CoreNamed(string name) => Cores[name];

    public static (byte[] Content, string Says) ExtensionNamed(string name) => Extensions[name];

    private static byte[] Utf16(Encoding encoding) => encoding.GetBytes("{\"apiSchemaVersion\":\"1.0.0\"}");

    private static byte[] Replaced(string what, string by) =>
        Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(Core).Replace(what, by, StringComparison.Ordinal));

    private static byte[] ExtensionOfNothing()
    {
        var extension = JsonNode.Parse(File.ReadAllBytes(Samples.Arts))!;
        extension["projectSchema"]!["resourceSchemas"]!["schools"]!["resourceName"] = "Nothing";
        return Encoding.UTF8.GetBytes(extension.ToJsonString());
    }
}
