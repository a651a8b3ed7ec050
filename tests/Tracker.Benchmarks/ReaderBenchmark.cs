using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;
using Tracker.Reports;

namespace Tracker.Benchmarks;

/// <summary>Reading a plain text file, beside reading it as a string and passing over it once with one expression.</summary>
[MemoryDiagnoser]
[Config(typeof(WithSpeed))]
public partial class ReaderBenchmark
{
    string path = "";

    /// <summary>A usual report, a long one, and many in one file.</summary>
    [Params(8_000, 26_000, 2_000_000)]
    public int Characters { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        path = Path.Combine(Path.GetTempPath(), $"tracker-reader-{Environment.ProcessId}-{Characters}.txt");
        File.WriteAllText(path, Text(Characters));
    }

    [GlobalCleanup]
    public void Cleanup() => File.Delete(path);

    [Benchmark(Baseline = true)]
    public int OnePass() => HeadingRegex().Count(File.ReadAllText(path));

    [Benchmark]
    public Report Read() => ReportReader.Read(ReportFile.Decode(File.ReadAllBytes(path), path).Text);

    /// <summary>A report in the usual four parts; the review grows with the length.</summary>
    static string Text(int characters)
    {
        string[] matters = ["行政执法", "行政复议", "法治宣传", "公共法律服务", "政务诚信", "矛盾纠纷化解", "重大行政决策", "规范性文件"];
        var text = new StringBuilder("云溪县人民政府2024年法治政府建设年度报告\n发布时间：2025-03-12\n现将有关情况报告如下：\n一、2024年度推进法治政府建设的主要举措和成效\n");
        for (var n = 0; text.Length < characters - 900; n++)
            text.Append(CultureInfo.InvariantCulture, $"（{"一二三四五六七八九"[n % 9]}）扎实做好{matters[n % matters.Length]}工作。全年开展{matters[(n + 3) % matters.Length]}培训{n % 40 + 2}场，参训{n % 700 + 30}人次，办理案件{n % 90 + 5}件，办结率{n % 10 + 90}%，群众满意度持续提升。各乡镇和县直部门按照职责分工，逐项落实年度任务，形成齐抓共管的工作格局。\n");
        text.Append("二、存在的不足和原因\n");
        foreach (var matter in matters)
            text.Append(CultureInfo.InvariantCulture, $"{matter}方面仍有差距，个别单位重视不够，人员力量不足；");
        text.Append("\n三、党政主要负责人履行推进法治建设第一责任人职责情况\n县委、县政府主要负责人专题听取汇报4次。\n四、2025年度推进法治政府建设的主要安排\n");
        foreach (var (matter, n) in matters.Select((matter, n) => (matter, n)))
            text.Append(CultureInfo.InvariantCulture, $"（{"一二三四五六七八"[n]}）进一步加强{matter}工作。由县司法局牵头，2025年{n + 3}月底前开展案卷评查，合格率达{90 + n}%以上。\n");
        return text.Append("云溪县人民政府\n2025年3月10日\n").ToString();
    }

    [GeneratedRegex("^[（(]?[一二三四五六七八九十]+[）)、]", RegexOptions.Multiline)]
    private static partial Regex HeadingRegex();

    sealed class WithSpeed : ManualConfig
    {
        public WithSpeed() => AddColumn(new Speed());
    }

    /// <summary>Bytes of UTF-8 a second.</summary>
    sealed class Speed : IColumn
    {
        public string Id => "MB/s";
        public string ColumnName => "MB/s";
        public bool AlwaysShow => true;
        public ColumnCategory Category => ColumnCategory.Custom;
        public int PriorityInCategory => 0;
        public bool IsNumeric => true;
        public UnitType UnitType => UnitType.Dimensionless;
        public string Legend => "Megabytes (1,000,000 bytes) of UTF-8 a second";

        public string GetValue(Summary summary, BenchmarkCase benchmarkCase)
        {
            var bytes = Encoding.UTF8.GetByteCount(Text((int)benchmarkCase.Parameters["Characters"]));
            return summary[benchmarkCase]?.ResultStatistics is { } s ? (bytes / s.Median * 1000).ToString("F1", summary.GetCultureInfo()) : "-";
        }

        public string GetValue(Summary summary, BenchmarkCase benchmarkCase, SummaryStyle style) => GetValue(summary, benchmarkCase);

        public bool IsDefault(Summary summary, BenchmarkCase benchmarkCase) => false;

        public bool IsAvailable(Summary summary) => true;
    }
}
