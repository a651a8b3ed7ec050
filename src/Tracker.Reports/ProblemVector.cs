namespace Tracker.Reports;

/// <summary>What a problem is about: the numbers of its pieces, ascending, with how telling each is. At most 1 long.</summary>
readonly record struct ProblemVector(int[] Pieces, float[] Weights)
{
    public float Dot(Dictionary<int, float> other)
    {
        var sum = 0f;
        for (var i = 0; i < Pieces.Length; i++)
            sum += Weights[i] * other.GetValueOrDefault(Pieces[i]);
        return sum;
    }

    public static ProblemVector From(Dictionary<int, float> weights, float scale)
    {
        var pieces = weights.Keys.ToArray();
        Array.Sort(pieces);
        return new(pieces, Array.ConvertAll(pieces, piece => weights[piece] * scale));
    }

    public static Dictionary<int, float> Sum(IEnumerable<ProblemVector> vectors)
    {
        var sum = new Dictionary<int, float>();
        foreach (var vector in vectors)
            vector.AddTo(sum);
        return sum;
    }

    public void AddTo(Dictionary<int, float> sum)
    {
        for (var i = 0; i < Pieces.Length; i++)
            sum[Pieces[i]] = sum.GetValueOrDefault(Pieces[i]) + Weights[i];
    }
}
