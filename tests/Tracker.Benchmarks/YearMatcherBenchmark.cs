using BenchmarkDotNet.Attributes;
using Tracker.Reports;

namespace Tracker.Benchmarks;

/// <summary>Forty undertakings against a later report of 20,000 characters; the baseline is BM25 over the same sentences, which is indexed anew as the matcher is.</summary>
[MemoryDiagnoser]
public class YearMatcherBenchmark
{
    const int Characters = 20_000;

    static readonly string[] matters =
        ["行政执法", "行政复议", "法治宣传", "公共法律服务", "政务诚信", "矛盾纠纷", "老旧小区", "停车位", "养老服务", "产业用地"];

    string text = "";
    Report later = null!;
    Undertaking[] undertakings = [];

    [GlobalSetup]
    public void Setup()
    {
        var sentences = string.Concat(Enumerable.Range(0, 1000).Select(i =>
            $"{(i % 25 == 0 ? $"\n（{i / 25 + 1}）加强{matters[i / 25 % matters.Length]}工作。" : "")}第{i % 37}社区{matters[i % matters.Length]}新增{i}处，完成率{i % 100}.{i % 7}%。"));
        text = $"云溪县2024年法治政府建设年度报告\n一、2024年度推进法治政府建设的主要举措和成效{sentences[..Characters]}\n二、存在的不足\n一是执法力量薄弱。\n三、2025年度主要安排\n一是加强执法监督。\n";
        later = ReportReader.Read(text);
        undertakings = [.. Enumerable.Range(0, 40).Select(i => new Undertaking(
            $"{i}", i % 4 == 0 ? ItemKind.Problem : ItemKind.Plan, $"推动第{i % 37}社区{matters[i % matters.Length]}建设，新增{i * 25}处以上"))];
    }

    [Benchmark(Baseline = true)]
    public int Bm25()
    {
        var index = new Bm25(text);
        return undertakings.Sum(undertaking => index.Best(undertaking.Text).Count);
    }

    [Benchmark]
    public Report Read() => ReportReader.Read(text);

    [Benchmark]
    public IReadOnlyList<YearAnswer> Match() => YearMatcher.Match(undertakings, later);
}
