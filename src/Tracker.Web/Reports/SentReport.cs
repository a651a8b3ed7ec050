using System.Globalization;
using Tracker.Reports;

namespace Tracker.Web.Reports;

/// <summary>A report as a call sends it: a form with the file, or the text alone.</summary>
sealed record SentReport(byte[] Content, string FileName, ReportFactsGiven Given)
{
    const string TextName = "report.txt";

    /// <exception cref="BadHttpRequestException">There is no report in the call, or it is of another kind.</exception>
    public static async Task<SentReport> Read(HttpRequest request, string? organization, int? year, CancellationToken ct)
    {
        if (request.HasFormContentType) return await OfForm(request, organization, year, ct);
        if (request.ContentType?.StartsWith("text/plain", StringComparison.OrdinalIgnoreCase) is not true)
            throw new BadHttpRequestException("A report comes as multipart/form-data or text/plain.", StatusCodes.Status415UnsupportedMediaType);

        var content = await Bytes(request.Body, ct);
        return content.Length == 0 ? throw new BadHttpRequestException("The body is empty.") : new(content, TextName, new(organization, year));
    }

    static async Task<SentReport> OfForm(HttpRequest request, string? organization, int? year, CancellationToken ct)
    {
        try
        {
            var form = await request.ReadFormAsync(ct);
            if (form.Files is not [var file]) throw new BadHttpRequestException("The form needs one file.");
            var said = form["year"].ToString();
            if (said.Length > 0)
                year = int.TryParse(said, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : throw new BadHttpRequestException($"Not a year: {said}.");
            await using var content = file.OpenReadStream();
            return new(await Bytes(content, ct), Path.GetFileName(file.FileName), new(form["organization"].ToString() is { Length: > 0 } named ? named : organization, year));
        }
        catch (InvalidDataException malformed)
        {
            throw new BadHttpRequestException(malformed.Message, malformed);
        }
    }

    static async Task<byte[]> Bytes(Stream stream, CancellationToken ct)
    {
        using var content = new MemoryStream();
        await stream.CopyToAsync(content, ct);
        return content.ToArray();
    }
}
