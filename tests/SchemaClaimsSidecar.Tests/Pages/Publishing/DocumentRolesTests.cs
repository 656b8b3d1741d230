using System.Text;
using SchemaClaimsSidecar.Documents;
using SchemaClaimsSidecar.Pages.Publishing;

namespace SchemaClaimsSidecar.Tests.Pages.Publishing;

/// <summary>What documents are found to be.</summary>
public sealed class DocumentRolesTests
{
    [Theory]
    [InlineData("""{"apiSchemaVersion": "1", "projectSchema": {"x": {"isExtensionProject": true}, "isExtensionProject": false}}""", "Core")]
    [InlineData("""{"projectSchema": {"isExtensionProject": true}}""", "Extension")]
    [InlineData("""{"claimSets": [], "claimsHierarchy": []}""", "Claims")]
    [InlineData("""{"name": "ArtTeacher", "resourceClaims": []}""", "Fragment")]
    [InlineData("\uFEFF{\"resourceClaims\": []}", "Fragment")]
    [InlineData("""{"projectSchema": {}, "other": {"isExtensionProject": true}}""", null)]
    [InlineData("""{"other": {"resourceClaims": []}}""", null)]
    [InlineData("""["claimsHierarchy"]""", null)]
    [InlineData("no JSON", null)]
    [InlineData("", null)]
    public void Of_FindsWhatADocumentIs(string document, string? expected) =>
        Assert.Equal(expected, DocumentRoles.Of(InputDocument.Of("document.json", Encoding.UTF8.GetBytes(document)))?.ToString());
}
