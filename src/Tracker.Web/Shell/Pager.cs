using Microsoft.AspNetCore.Http.Extensions;

namespace Tracker.Web.Shell;

/// <summary>Where a list stands: page 1 is the first. Its links keep the page's filter.</summary>
public sealed record Pager(int Page, int Size, long Total)
{
    public int Pages => (int)Math.Max(1, (Total + Size - 1) / Size);

    public long First => Total == 0 ? 0 : ((Page - 1L) * Size) + 1;

    public long Last => Math.Min(Total, (long)Page * Size);

    /// <summary>First, last and the neighbours of this page; null stands for a gap.</summary>
    public IEnumerable<int?> Steps()
    {
        var before = 0;
        foreach (var page in Enumerable.Range(1, Pages).Where(page => page == 1 || page == Pages || Math.Abs(page - Page) <= 2))
        {
            if (page > before + 1) yield return null;
            yield return page;
            before = page;
        }
    }

    public static string Link(HttpRequest request, int page)
    {
        var rest = request.Query.Where(part => part.Key != "page");
        return request.PathBase + request.Path + new QueryBuilder(rest) { { "page", $"{page}" } };
    }
}
