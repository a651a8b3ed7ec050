using Microsoft.AspNetCore.Mvc.Filters;

namespace Tracker.Web.Http;

/// <summary>A form whose parameter can't be read is answered with 400: else the handler would go on with an empty one and say that it is done.</summary>
sealed class WellFormedParameters : IPageFilter
{
    public void OnPageHandlerSelected(PageHandlerSelectedContext context) { }

    public void OnPageHandlerExecuting(PageHandlerExecutingContext context)
    {
        if (HttpMethods.IsGet(context.HttpContext.Request.Method)) return;
        foreach (var parameter in context.HandlerMethod?.Parameters ?? [])
            // A choice that does not exist is for the page to answer: it knows what else was typed.
            if (Nullable.GetUnderlyingType(parameter.ParameterInfo.ParameterType) is not { IsEnum: true }
                && context.ModelState.TryGetValue(parameter.BindingInfo?.BinderModelName ?? parameter.Name, out var entry) && entry.Errors.Count > 0)
                throw new BadHttpRequestException($"{parameter.Name} can't be read.");
    }

    public void OnPageHandlerExecuted(PageHandlerExecutedContext context) { }
}
