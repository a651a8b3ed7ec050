using System.Collections;
using System.Text;

namespace Tracker.Reports;

/// <summary>
/// A text made uniform for reading, which knows where each of its characters stood in the source: blanks are gone
/// (<see cref="SpaceBefore"/> remembers them), each paragraph is a line, widths are folded, glosses removed.
/// </summary>
sealed class NormalText(string source, string value, int[] starts, int[] sources, BitArray spaces, bool traditional)
{
    public string Source => source;
    public string Value => value;
    public int Length => value.Length;
    public bool Traditional => traditional;
    public char this[int index] => value[index];

    /// <summary>True where the source had a blank before this character.</summary>
    public bool SpaceBefore(int index) => index < spaces.Length && spaces[index];

    /// <summary>Where the character stood in the source; positions run on from each start noted, so few have to be kept.</summary>
    public int SourceAt(int index)
    {
        var k = Array.BinarySearch(starts, index);
        if (k < 0)
            k = ~k - 1;
        return k < 0 ? index : sources[k] + index - starts[k];
    }

    /// <summary>The first character that stood at this place of the source or behind it.</summary>
    public int At(int position)
    {
        var (low, high) = (0, value.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = SourceAt(middle) < position ? (middle + 1, high) : (low, middle);
        }
        return low;
    }

    public Passage Passage(int start, int end)
    {
        if (end <= start)
            return new(SourceAt(start), SourceAt(start), "");
        var (from, to) = (SourceAt(start), SourceAt(end - 1) + 1);
        return new(from, to, source[from..to]);
    }

    /// <summary>The words of a stretch as a reader wants to see them: simplified, without scraps, in their own width.</summary>
    public string Shown(int start, int end)
    {
        if (end <= start)
            return "";
        var (from, to) = (SourceAt(start), SourceAt(end - 1) + 1);
        return Normalizer.Shown(source.AsSpan(from, to - from), traditional);
    }

    /// <summary>The same text with a line break put in before each of these ascending positions; it points at what precedes it.</summary>
    public NormalText Broken(IEnumerable<int> positions)
    {
        var broken = new StringBuilder(value.Length);
        var (newStarts, newSources) = (new List<int>(), new List<int>());
        var newSpaces = new BitArray(value.Length * 2);
        var at = 0;
        foreach (var position in positions.Append(value.Length))
        {
            Keep(broken, newStarts, newSources, newSpaces, at, position);
            if (position < value.Length)
            {
                newStarts.Add(broken.Length);
                newSources.Add(SourceAt(position - 1));
                broken.Append('\n');
            }
            at = position;
        }
        return new(source, broken.ToString(), [.. newStarts], [.. newSources], newSpaces, traditional);
    }

    /// <summary>The same text without the characters at these ascending positions.</summary>
    public NormalText Without(List<(int Start, int End)> ranges)
    {
        if (ranges.Count == 0)
            return this;
        var kept = new StringBuilder(value.Length);
        var (newStarts, newSources) = (new List<int>(), new List<int>());
        var newSpaces = new BitArray(value.Length);
        var at = 0;
        foreach (var (start, end) in ranges.Append((value.Length, value.Length)))
        {
            if (start > at)
                Keep(kept, newStarts, newSources, newSpaces, at, start);
            at = Math.Max(at, end);
        }
        return new(source, kept.ToString(), [.. newStarts], [.. newSources], newSpaces, traditional);
    }

    void Keep(StringBuilder kept, List<int> newStarts, List<int> newSources, BitArray newSpaces, int from, int to)
    {
        var shift = kept.Length - from;
        newStarts.Add(kept.Length);
        newSources.Add(SourceAt(from));
        var k = Array.BinarySearch(starts, from);
        for (k = k < 0 ? ~k : k + 1; k < starts.Length && starts[k] < to; k++)
        {
            newStarts.Add(starts[k] + shift);
            newSources.Add(sources[k]);
        }
        for (var i = from; i < to; i++)
            if (SpaceBefore(i))
                newSpaces[i + shift] = true;
        kept.Append(value, from, to - from);
    }
}
