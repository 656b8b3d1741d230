using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Serialization;
using EndToEnd.Tests.Support;

namespace EndToEnd.Tests.Pages;

/// <summary>Chromium with one page, driven by playwright-core, which <c>npm ci</c> puts beside its package.json.</summary>
internal sealed class Browser : IAsyncDisposable
{
    private static readonly string[] Programs = ["chromium", "chromium-browser", "google-chrome"];
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);
    private static readonly string Modules = Path.Combine(SourceFolder(), "node_modules");

    private readonly Process _driver;

    private Browser(Process driver) => _driver = driver;

    /// <summary>Why a test that needs a browser must be skipped; null when it is there.</summary>
    public static string? WhyAbsent =>
        Find(["node"]) is null ? "No Node found: install nodejs and npm."
        : Find(Programs) is null ? "No Chromium found: install chromium."
        : Directory.Exists(Path.Combine(Modules, "playwright-core")) ? null
        : "No playwright-core found: run 'npm ci' in tests/EndToEnd.Tests/Pages/node.";

    /// <summary>Where screenshots are kept.</summary>
    public static string Screenshots { get; } = Directory.CreateDirectory(Path.Combine(AppContext.BaseDirectory, "screenshots")).FullName;

    /// <param name="address">What paths are relative to.</param>
    public static Browser Start(Uri address)
    {
        var driver = Path.Combine(AppContext.BaseDirectory, "node", "browser.js");
        var start = new ProcessStartInfo("node", [driver, Find(Programs)!, $"{address}"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        start.Environment["NODE_PATH"] = Modules;
        return new Browser(Process.Start(start)!);
    }

    /// <summary>Runs JavaScript in the driver, where <c>page</c> is the page and <c>args</c> what is given here.</summary>
    /// <exception cref="InvalidOperationException">The script failed.</exception>
    public async Task<JsonElement> RunAsync(string script, object? args = null)
    {
        await _driver.StandardInput.WriteLineAsync(JsonSerializer.Serialize(new { script, args }));
        await _driver.StandardInput.FlushAsync();
        var line = await _driver.StandardOutput.ReadLineAsync().WaitAsync(Limit)
            ?? throw new InvalidOperationException("The driver of the browser has ended.");
        var answer = JsonSerializer.Deserialize<Answer>(line)!;
        return answer.Error is null ? answer.Value : throw new InvalidOperationException($"{answer.Error}\n\nThe script:\n{script}");
    }

    public Task OpenAsync(string path) => RunAsync("await page.goto(args)", path);

    /// <summary>Waits until a text is shown.</summary>
    public Task SeeAsync(string text) => RunAsync("await page.getByText(args).first().waitFor()", text);

    public Task PressAsync(string button) => RunAsync("await page.getByRole('button', { name: args }).click()", button);

    public Task FollowAsync(string link) => RunAsync("await page.getByRole('link', { name: args }).first().click()", link);

    public Task FillAsync(string label, string value) =>
        RunAsync("await page.getByLabel(args.label, { exact: true }).fill(args.value)", new { label, value });

    public async Task SignInAsync(string token)
    {
        await OpenAsync("/");
        await FillAsync("Token", token);
        await PressAsync("Sign in");
        await RunAsync("await page.getByRole('button', { name: 'Sign out' }).waitFor()");
    }

    /// <summary>The text of all that a selector finds.</summary>
    public async Task<string[]> TextsAsync(string selector) =>
        (await RunAsync("return await page.locator(args).allInnerTexts()", selector)).Deserialize<string[]>()!;

    /// <summary>Keeps pictures of the page: wide and narrow, in the light and in the dark. It must fit and be legible.</summary>
    public Task PhotographAsync(string name) => RunAsync(
        """
        const faintest = () => {
          const luminance = color => {
            const [red, green, blue] = color.match(/[\d.]+/g).slice(0, 3)
              .map(value => value / 255).map(value => value <= 0.03928 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4);
            return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
          };
          const ground = element => {
            const color = getComputedStyle(element).backgroundColor;
            return color !== "rgba(0, 0, 0, 0)" || !element.parentElement ? color : ground(element.parentElement);
          };
          const contrast = element => {
            const [low, high] = [luminance(getComputedStyle(element).color), luminance(ground(element))].sort((a, b) => a - b);
            return (high + 0.05) / (low + 0.05);
          };
          return [...document.querySelectorAll("body *")]
            .filter(element => [...element.childNodes].some(child => child.nodeType === Node.TEXT_NODE && child.nodeValue.trim()))
            .map(element => [contrast(element), element.outerHTML.slice(0, 200)]).sort((a, b) => a[0] - b[0])[0];
        };
        for (const [size, width] of [["wide", 1280], ["narrow", 390]])
          for (const colorScheme of ["light", "dark"]) {
            await page.setViewportSize({ width, height: 900 });
            await page.emulateMedia({ colorScheme });
            await page.screenshot({ path: `${args}-${size}-${colorScheme}.png`, fullPage: true });
            const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
            const [contrast, element] = await page.evaluate(faintest);
            if (contrast < 4.5) throw new Error(`A contrast of ${contrast} in the ${colorScheme}: ${element}`);
            if (over > 0) throw new Error(`The page is ${over} pixels too wide for ${width}.`);
          }
        await page.setViewportSize({ width: 1280, height: 900 });
        await page.emulateMedia({ colorScheme: "light" });
        """,
        Path.Combine(Screenshots, name));

    /// <summary>What the browser complained of; nothing is forgiven but what contains one of these.</summary>
    public async Task<string[]> ComplaintsAsync(params string[] forgiven)
    {
        var complaints = (await RunAsync("return complaints")).Deserialize<string[]>()!;
        return [.. complaints.Where(complaint => !forgiven.Any(fragment => complaint.Contains(fragment, StringComparison.Ordinal)))];
    }

    public async ValueTask DisposeAsync()
    {
        _driver.StandardInput.Close();
        try
        {
            await _driver.WaitForExitAsync().WaitAsync(Limit);
        }
        finally
        {
            await ChildProcess.EndAsync(_driver);
        }
    }

    private static string? Find(string[] programs) => programs
        .SelectMany(program => Environment.GetEnvironmentVariable("PATH")!.Split(Path.PathSeparator)
            .Select(folder => Path.Combine(folder, program)))
        .FirstOrDefault(File.Exists);

    private static string SourceFolder()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "EndToEnd.Tests.csproj")))
            folder = folder.Parent;
        return Path.Combine(folder?.FullName ?? AppContext.BaseDirectory, "Pages", "node");
    }

    private sealed record Answer(
        [property: JsonPropertyName("value")] JsonElement Value, [property: JsonPropertyName("error")] string? Error);
}
