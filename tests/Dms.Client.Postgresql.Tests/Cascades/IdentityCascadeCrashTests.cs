using System.Globalization;
using Dms.Client.Postgresql.Cascades;
using Dms.Client.Postgresql.Tests.Cascades.Support;
using Npgsql;
using Testing.Postgres;

namespace Dms.Client.Postgresql.Tests.Cascades;

public sealed class IdentityCascadeCrashTests
{
    // Kills its own session at the chosen row that is written, or, in the end, at the commit.
    private const string Assassin = """
        CREATE SEQUENCE dms.rows;
        CREATE TABLE dms.victim (row bigint);
        INSERT INTO dms.victim VALUES (-1);
        CREATE FUNCTION dms.kill() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            IF nextval('dms.rows') = (SELECT row FROM dms.victim) THEN
                PERFORM pg_terminate_backend(pg_backend_pid());
                PERFORM pg_sleep(60);
            END IF;
            RETURN coalesce(NEW, OLD);
        END $$;
        CREATE TRIGGER kill BEFORE INSERT OR UPDATE OR DELETE ON dms.document FOR EACH ROW EXECUTE FUNCTION dms.kill();
        CREATE TRIGGER kill BEFORE INSERT OR UPDATE OR DELETE ON dms.alias FOR EACH ROW EXECUTE FUNCTION dms.kill();
        CREATE TRIGGER kill BEFORE INSERT OR UPDATE OR DELETE ON dms.reference FOR EACH ROW EXECUTE FUNCTION dms.kill();
        CREATE CONSTRAINT TRIGGER kill_at_commit AFTER UPDATE ON dms.document DEFERRABLE INITIALLY DEFERRED
            FOR EACH ROW EXECUTE FUNCTION dms.kill();
        """;

    [PostgresFact]
    [Trait("Category", "Long")]
    public async Task Update_SessionIsKilledAtAnyRow_LeavesNothingBehind()
    {
        await using var rig = await CascadeRig.CreateAsync();
        var year = await SchoolYear.InsertAsync(rig);
        await rig.Database.ExecuteAsync(Assassin);
        var state = await rig.StateAsync();

        var deaths = 0;
        for (IdentityUpdateResult? result = null; result is null;)
        {
            await rig.Database.ExecuteAsync("ALTER SEQUENCE dms.rows RESTART");
            await rig.Database.ExecuteAsync("UPDATE dms.victim SET row = $1", deaths + 1L);
            try
            {
                result = await rig.UpdateAsync(year.SessionDocument, "Session", SchoolYear.RenamedSession);
            }
            catch (NpgsqlException)
            {
                deaths++;
                Assert.Equal(state, await rig.StateAsync());
            }
        }

        // Six documents, six aliases, and their references, at least.
        Assert.True(deaths >= 18, deaths.ToString(CultureInfo.InvariantCulture));
        Assert.Equal(year.Grade.Uuid, await rig.FindAsync("Grade", SchoolYear.GradeJson("Fourth Quarter")));
    }

    [PostgresTheory]
    [InlineData(CommitCut.BeforeTheServerHears, "Third Quarter")]
    [InlineData(CommitCut.BeforeTheClientHears, "Fourth Quarter")]
    public async Task Update_ConnectionIsCutAtTheCommit_IsAllOrNothing(CommitCut cut, string session)
    {
        await using var rig = await CascadeRig.CreateAsync();
        var year = await SchoolYear.InsertAsync(rig);
        var address = new NpgsqlConnectionStringBuilder(rig.Database.ConnectionString);
        await using var proxy = new CuttingProxy(address.Port);
        address.Port = proxy.Port;
        await using var source = NpgsqlDataSource.Create(address.ConnectionString);
        proxy.CutNext(cut);

        await Assert.ThrowsAnyAsync<NpgsqlException>(
            () => rig.UpdateAsync(year.SessionDocument, "Session", SchoolYear.RenamedSession, source: source));

        Assert.Equal(1, proxy.Cuts);
        await UntilNobodyWritesAsync(rig);
        Assert.Equal(session, (string?)(await rig.BodyAsync(year.SessionDocument))["sessionName"]);
        Assert.Equal(year.Grade.Uuid, await rig.FindAsync("Grade", SchoolYear.GradeJson(session)));
    }

    // Whatever the server is still doing ends when it finds nobody at the other end.
    private static Task UntilNobodyWritesAsync(CascadeRig rig) =>
        rig.Database.ExecuteAsync("DO $$ BEGIN LOCK TABLE dms.document IN SHARE ROW EXCLUSIVE MODE; END $$");
}
