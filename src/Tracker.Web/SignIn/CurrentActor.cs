using Tracker.People;

namespace Tracker.Web.SignIn;

/// <summary>Who acts in this request, as the people table has it now: a right taken away is gone at the next click.</summary>
public sealed class CurrentActor(IHttpContextAccessor http)
{
    /// <summary>The signed-in person; read once a request, when the cookie is checked.</summary>
    public Actor Actor => http.HttpContext?.Items[typeof(Actor)] as Actor
        ?? throw new InvalidOperationException("Nobody is signed in: the page must not allow anonymous visitors.");
}
