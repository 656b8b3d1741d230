using Google.Protobuf;
using SchemaClaims.V1;
using SchemaClaimsSidecar.Audit;

namespace SchemaClaimsSidecar.Tests.Audit;

public sealed class AdministrativeActsTests
{
    [Fact]
    public void Of_Publish_NamesDocumentsAndWhatIsAskedFor()
    {
        var request = new PublishRequest
        {
            Schema = new SchemaUpload
            {
                Core = Document("core.json", 1), Extensions = { Document("tpdm.json", 2) }, Rules = SchemaUpload.Types.Rules._2025,
            },
            Claims = new ClaimsUpload { Claims = Document("claims.json", 3) },
            Rollout = new SchemaClaims.V1.Rollout { To = "10%" },
            DryRun = true,
            RefuseBreaking = true,
            Reason = "why",
        };

        Assert.Equal(
            new AdministrativeAct(
                "publish",
                "schema core.json@010101010101 tpdm.json@020202020202 (2025), claims claims.json@030303030303, "
                + "for 10%, dry run, refuse breaking",
                "why",
                Changes: false),
            AdministrativeActs.Of(request, "Publish"));
    }

    [Fact]
    public void Of_Rollback_NamesTheGeneration() => Assert.Equal(
        new AdministrativeAct("rollback", "to 3", "why"),
        AdministrativeActs.Of(new RollbackRequest { Generation = 3, Reason = "why" }, "Rollback"));

    [Fact]
    public void Of_RequestWithNothingInIt_IsAnActAllTheSame() =>
        Assert.Equal(new AdministrativeAct("publish"), AdministrativeActs.Of(new PublishRequest(), "Publish"));

    [Fact]
    public void Of_RequestThatIsNotKnown_IsAnAct() =>
        Assert.Equal(new AdministrativeAct("Reboot"), AdministrativeActs.Of(new object(), "Reboot"));

    [Fact]
    public void Of_EveryMethodThatOnlyReads_IsNone()
    {
        string[] acts = ["Publish", "Rollback", "Promote", "Abort", "AcceptEpoch", "RefreshClaims"];

        foreach (var method in Admin.Descriptor.Methods)
        {
            var act = AdministrativeActs.Of(Activator.CreateInstance(method.InputType.ClrType)!, method.Name);
            Assert.Equal(acts.Contains(method.Name), act is not null);
        }
    }

    private static Document Document(string name, byte digest) =>
        new() { Name = name, Digest = ByteString.CopyFrom([.. Enumerable.Repeat(digest, 32)]) };
}
