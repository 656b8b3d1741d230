using SchemaClaimsSidecar.Pages.Markup;

namespace SchemaClaimsSidecar.Pages;

/// <summary>What several forms have.</summary>
internal static class Forms
{
    /// <summary>What forms call the reason of an act.</summary>
    public const string Reason = "reason";

    private const int LongestReason = 500;

    /// <param name="id">Tells it from others on the same page.</param>
    public static Html ReasonField(string id) => Html.Of(
        $"""
        <label for="{id}">Reason, for the history</label>
        <input id="{id}" name="{Reason}" maxlength="{LongestReason}" autocomplete="off">
        """);

    /// <summary>What a field says; empty where there is none.</summary>
    public static async Task<string> ReadAsync(HttpContext context, string field) =>
        (await ReadAsync(context).ConfigureAwait(false))[field].ToString().Trim();

    /// <summary>The form of a request; an empty one where it has none.</summary>
    /// <exception cref="BadHttpRequestException">It is malformed or too large.</exception>
    public static async Task<IFormCollection> ReadAsync(HttpContext context)
    {
        if (!context.Request.HasFormContentType)
            return FormCollection.Empty;
        try
        {
            return await context.Request.ReadFormAsync(context.RequestAborted).ConfigureAwait(false);
        }
        catch (InvalidDataException malformed)
        {
            throw new BadHttpRequestException(malformed.Message, StatusCodes.Status400BadRequest, malformed);
        }
    }
}
