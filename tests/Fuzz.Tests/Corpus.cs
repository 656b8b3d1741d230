namespace Fuzz.Tests;

/// <summary>Inputs that were kept: each file in <c>corpus/target</c> once broke a promise, or reaches far.</summary>
internal static class Corpus
{
    public static IEnumerable<(string Name, byte[] Content)> Of(string target)
    {
        var folder = new DirectoryInfo(Path.Combine(AppContext.BaseDirectory, "corpus", target));
        return !folder.Exists ? [] : folder.GetFiles().OrderBy(file => file.Name, StringComparer.Ordinal)
            .Select(file => (file.Name, File.ReadAllBytes(file.FullName)));
    }
}
