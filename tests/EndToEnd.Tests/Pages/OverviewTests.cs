using EndToEnd.Tests.Support;

namespace EndToEnd.Tests.Pages;

/// <summary>What a browser shows of a sidecar and of its subscribers.</summary>
public sealed class OverviewTests(PagesFixture sidecar) : IClassFixture<PagesFixture>
{
    [BrowserFact]
    public async Task Overview_WhenSubscribersComeAndRefuse_ShowsThemWithoutReloading()
    {
        await using var browser = Browser.Start(sidecar.Address);
        await browser.SignInAsync(PagesFixture.Reading);
        await browser.RunAsync("await page.evaluate(() => { window.isTheSame = true; })");
        var published = await sidecar.PublishAsync();
        await browser.RunAsync(
            "await page.locator('section', { hasText: 'Current release' }).getByRole('link', { name: args, exact: true }).waitFor()",
            $"Release {published.Position.Generation}");

        await using var well = new Follower(sidecar.Place.DmsSocket, "pod-well");
        await using var unwell = new Follower(sidecar.Place.DmsSocket, "pod-unwell", accepts: _ => false);
        await using var waiting = new HoldingPod(sidecar.Place.DmsSocket, "pod-waiting");
        await browser.RunAsync("for (const pod of args) await page.locator('tr', { hasText: pod }).waitFor()", new[]
        {
            "pod-unwell", "pod-waiting", "pod-well",
        });
        await browser.SeeAsync("It does not suit.");
        await browser.SeeAsync("The database has another effective schema hash.");
        await browser.RunAsync("await page.locator('tr.synced', { hasText: 'pod-well' }).waitFor()");

        var rows = await browser.TextsAsync(".fleet tbody tr:not(.silent)");
        Assert.Collection(
            rows,
            row => Assert.Matches("(?s)pod-unwell.*REJECTED.*PART_INVALID", row),
            row => Assert.Matches("(?s)pod-waiting.*HELD.*DATABASE_BEHIND", row),
            row => Assert.Matches($"(?s)pod-well.*SYNCED.*{published.Position.Generation}", row));
        Assert.Contains("1 rejected", (await browser.TextsAsync("#announcement"))[0], StringComparison.Ordinal);
        Assert.True((await browser.RunAsync("return await page.evaluate(() => window.isTheSame === true)")).GetBoolean());
        await browser.PhotographAsync("overview");
        Assert.Empty(await browser.ComplaintsAsync());
    }

    [BrowserFact]
    public async Task Overview_WithFortySubscribers_FitsAndCountsThem()
    {
        await sidecar.PublishAsync();
        var pods = Enumerable.Range(1, 40).Select(number => new Follower(
            sidecar.Place.DmsSocket, $"dms-{number:00}", accepts: _ => number % 13 != 0)).ToArray();
        try
        {
            await sidecar.Administrator.WaitForStatusAsync(status => status.Subscribers.Count(pod =>
                pod.Name.StartsWith("dms-", StringComparison.Ordinal) && pod.Reported is not null) == pods.Length);
            await using var browser = Browser.Start(sidecar.Address);
            await browser.SignInAsync(PagesFixture.Changing);

            Assert.Contains("3 rejected", await browser.TextsAsync(".counts .state"));
            Assert.Contains("37 synced", await browser.TextsAsync(".counts .state"));
            var rejected = await browser.TextsAsync(".fleet tbody tr.rejected th");
            Assert.Equal(["dms-13", "dms-26", "dms-39"], rejected.Select(name => name.Trim()));
            var tallest = await browser.RunAsync(
                "return await page.locator('.fleet tbody tr').evaluateAll(rows => Math.max(...rows.map(row => row.offsetHeight)))");
            Assert.InRange(tallest.GetInt32(), 20, 40);
            await browser.PhotographAsync("forty");
            Assert.Empty(await browser.ComplaintsAsync());
        }
        finally
        {
            foreach (var pod in pods)
                await pod.DisposeAsync();
        }
    }

    [BrowserFact]
    public async Task Overview_WhenTheSidecarDoesNotAnswer_SaysSoUntilItDoes()
    {
        await using var browser = Browser.Start(sidecar.Address);
        await browser.SignInAsync(PagesFixture.Reading);

        await browser.RunAsync(
            """
            const warning = page.getByText("The sidecar does not answer");
            if (await warning.isVisible()) throw new Error("It says so from the start.");
            await page.route("**/overview", route => route.abort());
            await warning.waitFor();
            await page.unroute("**/overview");
            await warning.waitFor({ state: "hidden" });
            """);

        Assert.Empty(await browser.ComplaintsAsync("ERR_FAILED"));
    }

    [BrowserFact]
    public async Task Overview_OfOneWhoMayRead_OffersNothingThatChanges()
    {
        await sidecar.PublishAsync();
        await sidecar.PublishAsync();
        await using var browser = Browser.Start(sidecar.Address);
        await browser.SignInAsync(PagesFixture.Reading);

        Assert.Equal(["Sign out"], await browser.TextsAsync("button"));
        Assert.DoesNotContain(
            await browser.TextsAsync("a"), link => link.Contains("Roll back", StringComparison.Ordinal) || link == "Upload");
        var answers = await browser.RunAsync(
            """
            return await page.evaluate(
              async paths => Promise.all(paths.map(async path => (await fetch(path, { method: "POST" })).status)), args);
            """,
            new[] { "/releases/1/rollback", "/rollout/promote", "/rollout/abort", "/upload", "/upload/publish" });

        Assert.Equal([403, 403, 403, 403, 403], answers.EnumerateArray().Select(status => status.GetInt32()));
        Assert.Empty(await browser.ComplaintsAsync("403"));
    }

    [BrowserFact]
    public async Task SignIn_ByKeyboardAlone_LeadsInAndOut()
    {
        await sidecar.PublishAsync();
        await using var browser = Browser.Start(sidecar.Address);
        await browser.OpenAsync("/");
        Assert.Equal(["Token", "Sign in"], await browser.TextsAsync("main label, main button"));
        await browser.PhotographAsync("sign-in");
        await browser.RunAsync("await page.keyboard.type('guessed'); await page.keyboard.press('Enter');");
        await browser.SeeAsync("This token may do nothing here.");

        await browser.RunAsync(
            """
            await page.getByLabel("Token").focus();
            await page.keyboard.type(args);
            await page.keyboard.press("Enter");
            await page.getByRole("heading", { name: "Overview" }).waitFor();

            await page.keyboard.press("Tab");
            const skip = page.getByRole("link", { name: "Skip to the content" });
            if (!await skip.evaluate(link => link === document.activeElement && link.offsetLeft >= 0))
              throw new Error("The first stop is not the link to the content, in sight.");
            await page.keyboard.press("Enter");
            if (!await page.evaluate(() => document.activeElement.id === "main")) throw new Error("The link does not lead to the content.");

            for (const name of ["Overview", "Claims", "Upload", "Audit"]) {
              await page.getByRole("link", { name, exact: true }).focus();
              await page.keyboard.press("Enter");
              await page.getByRole("heading", { name, level: 1 }).waitFor();
              if (await page.locator("[aria-current=page]").innerText() !== name) throw new Error(`${name} is not marked as current.`);
            }
            await page.getByRole("button", { name: "Sign out" }).focus();
            await page.keyboard.press("Enter");
            await page.getByRole("heading", { name: "Sign in" }).waitFor();
            await page.goto("/audit");
            await page.getByRole("heading", { name: "Sign in" }).waitFor();
            """,
            PagesFixture.Changing);
        Assert.Empty(await browser.ComplaintsAsync("401"));
    }
}
