using System.Text.RegularExpressions;
using Dms.Client.Tests.Support;

namespace Dms.Client.Tests.Integration;

/// <summary>The code that docs/integrate-dms.md shows is the code that is tested here.</summary>
public partial class DocumentTests
{
    private const string Folder = "tests/Dms.Client.Tests/Integration/";

    private static readonly string[] Shown =
    [
        "Dms2025/SnapshotClaimSetProvider.cs", "Dms2025/SnapshotApiSchemaProvider.cs", "Dms2025/DmsSchemaDocuments.cs",
        "Dms2025/SnapshotRegistration.cs", "Dms2026/SnapshotClaimSetProvider.cs", "Dms2026/EffectiveSchemaGate.cs",
        "Dms2026/SnapshotRegistration.cs",
    ];

    [Fact]
    public void CodeBlocks_OfTheDocument_AreTheTestedSources()
    {
        var blocks = Block().Matches(Repository.Read("docs/integrate-dms.md"));

        Assert.Equal(Shown.Order(), blocks.Select(block => block.Groups["file"].Value).Order());
        foreach (Match block in blocks)
        {
            var source = Repository.Read(Folder + block.Groups["file"].Value);
            Assert.Equal(Namespace().Split(source)[^1], block.Groups["code"].Value);
        }
    }

    [GeneratedRegex(@"^\[[^\]]*\]\(\.\./tests/Dms\.Client\.Tests/Integration/(?<file>[^)]*)\).*\n\n```csharp\n(?<code>[^`]*)```$", RegexOptions.Multiline)]
    private static partial Regex Block();

    // What stands above the code: DMS has namespaces of its own.
    [GeneratedRegex(@"^namespace .*;\n\n", RegexOptions.Multiline)]
    private static partial Regex Namespace();
}
