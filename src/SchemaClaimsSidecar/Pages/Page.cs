using SchemaClaimsSidecar.Pages.Markup;

namespace SchemaClaimsSidecar.Pages;

/// <summary>A page without what surrounds all pages.</summary>
/// <param name="Title">Its heading, and with the product's name its title.</param>
/// <param name="Area">Where it belongs; null where nobody is signed in.</param>
/// <param name="Body">What is below the heading.</param>
internal sealed record Page(string Title, PageArea? Area, Html Body);
