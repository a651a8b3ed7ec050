namespace Tracker.Web.Http;

/// <summary>Files of one form, each with its name as the browser gave it.</summary>
static class UploadedFiles
{
    public static async Task<IReadOnlyList<(string Name, byte[] Content)>> Read(IReadOnlyList<IFormFile> files, CancellationToken ct)
    {
        var read = new List<(string, byte[])>(files.Count);
        foreach (var file in files)
        {
            using var content = new MemoryStream((int)file.Length);
            await file.CopyToAsync(content, ct);
            read.Add((file.FileName, content.ToArray()));
        }
        return read;
    }
}
