using SchemaClaimsSidecar.Access;
using SchemaClaimsSidecar.Pages.Markup;

namespace SchemaClaimsSidecar.Pages.SignIn;

/// <summary>Where browsers show a token. Nobody is told more than that there is a field for it.</summary>
internal static class SignInEndpoints
{
    private const string Token = "token";

    public static void Map(IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet(AccessMiddleware.SignInPath, () => Show(StatusCodes.Status200OK, Html.Nothing)).LetAnybodyIn();
        endpoints.MapPost(AccessMiddleware.SignInPath, SignInAsync).LetAnybodyIn();
        endpoints.MapPost("/sign-out", SignOut).LetAnybodyIn();
    }

    private static async Task<IResult> SignInAsync(HttpContext context, Sessions sessions)
    {
        var token = await Forms.ReadAsync(context, Token).ConfigureAwait(false);
        return await sessions.TrySignInAsync(context, token).ConfigureAwait(false)
            ? SeeOther.To("/")
            : Show(StatusCodes.Status401Unauthorized, Html.Of($"""<p class="alarm" role="alert">This token may do nothing here.</p>"""));
    }

    private static SeeOther SignOut(HttpContext context, Sessions sessions)
    {
        sessions.SignOut(context);
        return SeeOther.To(AccessMiddleware.SignInPath);
    }

    private static PageResult Show(int status, Html problem) => new(
        new Page("Sign in", null, Html.Of(
            $"""
            {problem}
            <form class="panel narrow" method="post" action="{AccessMiddleware.SignInPath}">
            <label for="token">Token</label>
            <input id="token" name="{Token}" type="password" autocomplete="current-password" required autofocus>
            <button>Sign in</button>
            </form>
            """)),
        status);
}
