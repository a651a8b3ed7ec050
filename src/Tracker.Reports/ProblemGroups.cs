namespace Tracker.Reports;

/// <summary>
/// Puts together what is alike: the likest first, and two groups only where their members are alike on average, so
/// that a problem of many matters doesn't glue those of each matter together. Done when no two groups are.
/// </summary>
static class ProblemGroups
{
    /// <summary>How many of the likest each one is compared with in a round; the groups that are left meet in the next.</summary>
    const int Nearest = 32;

    /// <returns>Indices of the vectors, ascending; every vector is in one group, be it alone.</returns>
    public static IReadOnlyList<List<int>> Of(IReadOnlyList<ProblemVector> vectors, float threshold)
    {
        List<Group> groups = [.. vectors.Select((vector, index) => new Group([index], ProblemVector.Sum([vector])))];
        for (var before = int.MaxValue; groups.Count < before;)
        {
            before = groups.Count;
            groups = Join(groups, threshold);
        }
        return [.. groups.Select(group => { group.Members.Sort(); return group.Members; })];
    }

    static List<Group> Join(List<Group> groups, float threshold)
    {
        var pairs = Pairs([.. groups.Select(group => ProblemVector.From(group.Sum, 1f / group.Members.Count))], threshold);
        pairs.Sort((a, b) => b.Likeness.CompareTo(a.Likeness) is var likeness and not 0 ? likeness
            : a.First.CompareTo(b.First) is var first and not 0 ? first : a.Second.CompareTo(b.Second));
        var of = groups.ToArray();
        foreach (var (first, second, _) in pairs)
        {
            var (a, b) = (Now(of, first), Now(of, second));
            if (ReferenceEquals(a, b) || a.LikenessTo(b) < threshold)
                continue;
            var (into, from) = a.Sum.Count >= b.Sum.Count ? (a, b) : (b, a);
            into.Take(from);
        }
        return [.. groups.Where(group => group.Into is null)];
    }

    static Group Now(Group[] of, int index)
    {
        while (of[index].Into is { } into)
            of[index] = into;
        return of[index];
    }

    /// <summary>For each vector the likest before it, found through the pieces that they share.</summary>
    static List<(int First, int Second, float Likeness)> Pairs(List<ProblemVector> vectors, float threshold)
    {
        var pairs = new List<(int First, int Second, float Likeness)>();
        var having = new Dictionary<int, List<(int Vector, float Weight)>>();
        var (likeness, touched) = (new float[vectors.Count], new List<int>());
        var nearest = new PriorityQueue<int, (float Likeness, int Index)>();
        for (var second = 0; second < vectors.Count; second++)
        {
            var (pieces, weights) = vectors[second];
            for (var i = 0; i < pieces.Length; i++)
            {
                if (!having.TryGetValue(pieces[i], out var list))
                    having[pieces[i]] = list = [];
                foreach (var (first, weight) in list)
                {
                    if (likeness[first] == 0)
                        touched.Add(first);
                    likeness[first] += weight * weights[i];
                }
                list.Add((second, weights[i]));
            }
            foreach (var first in touched)
            {
                if (likeness[first] >= threshold)
                    nearest.Enqueue(first, (likeness[first], -first));
                if (nearest.Count > Nearest)
                    nearest.Dequeue();
                likeness[first] = 0;
            }
            touched.Clear();
            while (nearest.TryDequeue(out var first, out var found))
                pairs.Add((first, second, found.Likeness));
        }
        return pairs;
    }

    /// <param name="sum">Of the members' vectors: the likeness of two groups' members, on average, is that of their sums divided by how many pairs there are.</param>
    sealed class Group(List<int> members, Dictionary<int, float> sum)
    {
        public List<int> Members => members;
        public Dictionary<int, float> Sum => sum;

        /// <summary>The group that this one has become part of.</summary>
        public Group? Into { get; private set; }

        public float LikenessTo(Group other)
        {
            var (small, large) = Sum.Count <= other.Sum.Count ? (Sum, other.Sum) : (other.Sum, Sum);
            var sum = 0f;
            foreach (var (piece, weight) in small)
                sum += weight * large.GetValueOrDefault(piece);
            return sum / ((float)Members.Count * other.Members.Count);
        }

        public void Take(Group other)
        {
            Members.AddRange(other.Members);
            foreach (var (piece, weight) in other.Sum)
                Sum[piece] = Sum.GetValueOrDefault(piece) + weight;
            other.Into = this;
        }
    }
}
