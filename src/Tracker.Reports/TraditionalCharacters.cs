namespace Tracker.Reports;

/// <summary>OpenCC's table of traditional characters and their first simplified form.</summary>
static class TraditionalCharacters
{
    static readonly char[] table = Load();

    public static char Simplify(char c) => table[c];

    /// <summary>
    /// A simplified text holds a few characters that are keys of the table too (著, 覆, 於 in a name): only a text
    /// where they are common is taken for a traditional one.
    /// </summary>
    public static bool Prevail(string text)
    {
        long chinese = 0, traditional = 0;
        foreach (var each in text)
        {
            var c = Normalizer.FoldShape(each);
            if (c is < '\u3400' or > '\u9fff')
                continue;
            chinese++;
            if (table[c] != c)
                traditional++;
        }
        return traditional > 3 && traditional * 20 > chinese;
    }

    static char[] Load()
    {
        var map = new char[char.MaxValue + 1];
        for (var i = 0; i < map.Length; i++)
            map[i] = (char)i;
        using var stream = typeof(TraditionalCharacters).Assembly.GetManifestResourceStream("TSCharacters.txt")
            ?? throw new InvalidOperationException("The table of traditional characters was not built in.");
        using var reader = new StreamReader(stream);
        while (reader.ReadLine() is { } line)
            if (line.Length > 2 && line[0] != '#' && line[1] == '\t' && !char.IsSurrogate(line[2]))
                map[line[0]] = line[2];
        // A simplified form may itself be a key: following it to the end makes converting twice the same as once.
        for (var i = 0; i < map.Length; i++)
        {
            var c = (char)i;
            for (var step = 0; step < 4 && map[c] != c; step++)
                c = map[c];
            map[i] = map[c] == c ? c : (char)i;
        }
        return map;
    }
}
