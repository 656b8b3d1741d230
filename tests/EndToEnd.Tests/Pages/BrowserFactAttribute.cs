namespace EndToEnd.Tests.Pages;

/// <summary>A fact that needs a browser and what drives it; skipped, visibly, where they are absent.</summary>
public sealed class BrowserFactAttribute : FactAttribute
{
    public BrowserFactAttribute() => Skip = Browser.WhyAbsent;
}
