namespace Tracker.Web.Http;

/// <summary>Keeps other sites' pages from calling the API with a signed-in person's cookie.</summary>
/// <remarks>
/// The cookie is SameSite=Lax and the API answers no CORS preflight, so this is the second lock. Every browser names the
/// page's origin on a call that changes something, over plain http too; a caller that names none is no browser, and
/// nobody else's cookie goes with it. Hence no token: a script of ours needs none, and another site's has none.
/// </remarks>
sealed class SameOrigin : IEndpointFilter
{
    public ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var request = context.HttpContext.Request;
        if (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method)) return next(context);
        // With a token no cookie is looked at, so there is nothing that another site's page could borrow.
        if (SignIn.BearerSignIn.IsAsked(request)) return next(context);

        // The authority alone: behind a proxy that ends TLS the scheme is not the browser's.
        var origin = request.Headers.Origin.ToString();
        var isOurs = origin.Length == 0 || (Uri.TryCreate(origin, UriKind.Absolute, out var page) && page.Authority == request.Host.Value);
        return isOurs && request.Headers["Sec-Fetch-Site"] != "cross-site" ? next(context) : ValueTask.FromResult<object?>(Results.StatusCode(StatusCodes.Status403Forbidden));
    }
}
