using EndToEnd.Tests.Support;

namespace EndToEnd.Tests.Pages;

/// <summary>What an administrator does in a browser.</summary>
public sealed class ActsTests(PagesFixture sidecar) : IClassFixture<PagesFixture>
{
    [BrowserFact]
    public async Task Upload_OfSchemaAndClaims_ShowsWhatItChangesThenPublishesThatAndAnswersQuestions()
    {
        await using var browser = Browser.Start(sidecar.Address);
        await browser.SignInAsync(PagesFixture.Changing);
        await browser.FollowAsync("Upload");
        await browser.PhotographAsync("upload");
        await browser.RunAsync(
            """
            const files = args.map(path => ({ name: path.split("/").pop(), text: fs.readFileSync(path, "utf8") }));
            const dropped = await page.evaluateHandle(files => {
              const transfer = new DataTransfer();
              for (const { name, text } of files) transfer.items.add(new File([text], name, { type: "application/json" }));
              return transfer;
            }, files);
            await page.locator(".drop").dispatchEvent("drop", { dataTransfer: dropped });
            await page.getByText("core.json, arts.json").waitFor();
            """,
            new[] { Samples.Core, Samples.Arts, Samples.Claims, Samples.ArtsClaims });
        var before = await sidecar.Administrator.HistoryAsync();

        await browser.PressAsync("Show what it would change");
        await browser.RunAsync("await page.getByRole('heading', { name: 'What this upload would change' }).waitFor()");
        var documents = await browser.TextsAsync("section:first-of-type tbody td:nth-child(2)");
        await browser.PhotographAsync("review");
        Assert.Equal(["core", "extension", "claims", "fragment"], documents);
        Assert.Equal(before, await sidecar.Administrator.HistoryAsync());

        await browser.FillAsync("Reason, for the history", "a new <b>school</b> year");
        await browser.PressAsync("Publish exactly this");
        await browser.RunAsync("await page.waitForURL(/releases/)");
        var release = (await sidecar.Administrator.HistoryAsync())[0];
        Assert.Equal(("token carl", "a new <b>school</b> year"), (release.PublishedBy, release.Reason));
        await browser.SeeAsync("“a new <b>school</b> year”");

        await browser.FollowAsync("Claims");
        await browser.PhotographAsync("claim-sets");
        await browser.FillAsync("Claim set", "SISVENDOR");
        await browser.RunAsync("await page.getByLabel('Action').selectOption('Update')");
        await browser.FillAsync("Resource claim", "students");
        await browser.PressAsync("May it?");
        await browser.RunAsync("await page.locator('.verdict').waitFor()");
        Assert.Matches("^Yes\\. SisVendor may Update student, through\\s+\\S+", (await browser.TextsAsync(".verdict"))[0]);
        await browser.PhotographAsync("claims-yes");
        await browser.RunAsync("await page.goto('/claims?claimSet=RosterReader&action=Delete&resource=student')");
        Assert.StartsWith("No.", (await browser.TextsAsync(".verdict"))[0], StringComparison.Ordinal);

        await browser.FollowAsync("Audit");
        Assert.Matches("(?s)token carl.*publish.*claims claims\\.json", (await browser.TextsAsync("tbody tr"))[0]);
        await browser.PhotographAsync("audit");
        Assert.Empty(await browser.ComplaintsAsync());
    }

    [BrowserFact]
    public async Task Upload_OfSomethingWrong_TellsWhatAndChangesNothing()
    {
        var broken = sidecar.Write("broken.json", """{"projectSchema": {"isExtensionProject": false, "resourceSchemas": 7}}"""u8);
        var nothing = sidecar.Write("shopping.json", """["bread"]"""u8);
        await using var browser = Browser.Start(sidecar.Address);
        await browser.SignInAsync(PagesFixture.Changing);
        var before = await sidecar.Administrator.HistoryAsync();
        foreach (var (path, answer) in new[]
        {
            (broken, "This upload cannot be published"), (nothing, "'shopping.json' is neither"),
            (Samples.Arts, "An extension needs its core"),
        })
        {
            await browser.OpenAsync("/upload");
            await browser.RunAsync("await page.locator('#documents').setInputFiles(args)", path);
            await browser.PressAsync("Show what it would change");
            await browser.SeeAsync(answer);
        }

        Assert.Equal(before, await sidecar.Administrator.HistoryAsync());
        Assert.Empty(await browser.ComplaintsAsync("400"));
    }

    [BrowserFact]
    public async Task Upload_AfterAnotherRelease_IsNotPublishedUnseen()
    {
        await sidecar.PublishAsync();
        await using var browser = Browser.Start(sidecar.Address);
        await browser.SignInAsync(PagesFixture.Changing);
        await browser.OpenAsync("/upload");
        await browser.RunAsync("await page.locator('#documents').setInputFiles(args)", sidecar.WriteNewCore());
        await browser.PressAsync("Show what it would change");
        var other = await sidecar.PublishAsync();

        await browser.PressAsync("Publish exactly this");

        await browser.SeeAsync("was published since you looked");
        Assert.Equal(other.Position.Generation, (await sidecar.Administrator.HistoryAsync())[0].Position.Generation);
        Assert.Empty(await browser.ComplaintsAsync("409"));
    }

    [BrowserFact]
    public async Task History_ShowsWhatChangedAndLeadsBack()
    {
        var first = await sidecar.Administrator.PublishAsync(File.ReadAllBytes(Samples.Core));
        var second = await sidecar.Administrator.PublishAsync(Samples.With(Samples.NewMark(), project =>
            project["resourceSchemas"]!["students"]!["jsonSchemaForInsert"]!["properties"]!.AsObject().Remove("firstName")));
        await using var browser = Browser.Start(sidecar.Address);
        await browser.SignInAsync(PagesFixture.Changing);

        await browser.FollowAsync($"What changed with release {second.Position.Generation}");
        await browser.RunAsync("await page.getByText('ed-fi/students').first().waitFor()");
        Assert.Contains(await browser.TextsAsync("li code"), change => change.Contains("$.firstName", StringComparison.Ordinal));
        await browser.PhotographAsync("diff");

        await browser.OpenAsync("/");
        await browser.FollowAsync($"Roll back… to release {first.Position.Generation}");
        await browser.FillAsync("Reason, for the history", "too soon");
        await browser.PhotographAsync("rollback");
        await browser.PressAsync($"Roll back to release {first.Position.Generation}");
        await browser.RunAsync("await page.waitForURL(url => !url.pathname.includes('rollback') && url.hash === '')");

        var newest = (await sidecar.Administrator.HistoryAsync())[0];
        Assert.Equal(("rollback", "token carl"), (newest.Kind, newest.PublishedBy));
        Assert.EndsWith("too soon", newest.Reason, StringComparison.Ordinal);
        Assert.Equal(first.SnapshotId, newest.SnapshotId);
        Assert.Empty(await browser.ComplaintsAsync());
    }

    [BrowserFact]
    public async Task Rollout_IsSeenThenAbortedThenPromoted()
    {
        await sidecar.PublishAsync();
        await using var chosen = new Follower(sidecar.Place.DmsSocket, "pod-a", zone: "a");
        await using var other = new Follower(sidecar.Place.DmsSocket, "pod-b", zone: "b");
        await using var browser = Browser.Start(sidecar.Address);
        await browser.SignInAsync(PagesFixture.Changing);
        foreach (var (button, kind) in new[] { ("Abort", "abort"), ("Promote to everybody", "promote") })
        {
            await browser.OpenAsync("/upload");
            await browser.RunAsync("await page.locator('#documents').setInputFiles(args)", sidecar.WriteNewCore());
            await browser.FillAsync("Only for a part of the fleet", "zone=a");
            await browser.PressAsync("Show what it would change");
            await browser.SeeAsync("1 of 2 connected subscribers");
            await browser.PressAsync("Publish exactly this");
            await browser.RunAsync("await page.waitForURL(/releases/)");
            await browser.OpenAsync("/");
            await browser.SeeAsync("1 applied");
            await browser.FillAsync("Reason, for the history", $"because of {kind}");
            await browser.PhotographAsync($"rollout-{kind}");

            var late = await browser.RunAsync(
                """
                return await page.evaluate(async () => (await fetch("/rollout/promote", {
                  method: "POST", body: new URLSearchParams({ generation: "999" }),
                })).status);
                """);
            Assert.Equal(409, late.GetInt32());
            await browser.PressAsync(button);
            await browser.RunAsync("await page.waitForURL(/releases/)");

            var newest = (await sidecar.Administrator.HistoryAsync())[0];
            Assert.Equal((kind, "token carl"), (newest.Kind, newest.PublishedBy));
            Assert.EndsWith($"because of {kind}", newest.Reason, StringComparison.Ordinal);
            await other.WaitForAsync(kind == "promote" ? newest.Position.Generation : 1);
        }

        Assert.Empty(await browser.ComplaintsAsync("409"));
    }
}
