using BenchmarkDotNet.Attributes;
using Tracker.Reports;

namespace Tracker.Benchmarks;

/// <summary>
/// Problems that recur among those of 4,000 organisations, six each; the baseline compares every two of 2,000 by the
/// cosine of their pairs of characters, without weights, matters or clusters.
/// </summary>
[MemoryDiagnoser]
public class CommonProblemsBenchmark
{
    static readonly string[] where = ["", "部分单位", "个别乡镇（街道）", "基层", "少数部门", "偏远山区", "新设园区", "县直部门"];

    static readonly string[] matters =
    [
        "行政执法规范化水平", "执法案卷质量", "法制审核人员配备", "规范性文件合法性审核", "重大行政决策公众参与", "决策后评估机制", "领导干部学法用法", "普法宣传针对性",
        "行政复议办案力量", "负责人出庭应诉", "行政诉讼败诉率", "行政争议实质性化解", "公共法律服务供给", "村（社区）法律顾问作用", "法治化营商环境", "涉企检查频次",
        "政务公开时效", "政策解读形式", "法治人才队伍", "司法所人员配备", "行政执法监督机制", "政务诚信建设", "拖欠企业账款", "数字法治政府建设", "应急预案演练", "行政裁量权基准适用",
        "行刑衔接机制", "综合行政执法改革", "放管服改革", "政府合同履约管理", "养老服务", "优质学位供给", "老旧小区改造", "停车设施", "交通微循环", "低效用地盘活", "中小微企业纾困",
        "科技创新能力", "产业链韧性", "生态环境治理",
    ];

    static readonly string[] lacks = ["有待进一步提高", "仍需加强", "不够到位", "还不够完善", "存在短板", "相对滞后", "力度不够", "仍有差距"];

    static readonly string[] details =
    [
        "", "", "", "经费保障紧张", "专业培训偏少", "数据共享存在壁垒", "部门之间信息不通", "考核指标不够具体", "群众知晓率低", "持证人员比例低", "台账资料不全", "跨区域协作较少",
        "年轻干部经验欠缺", "第三方评估没有开展", "装备老化", "流程繁琐", "线上平台使用率低", "村级网点没有覆盖", "责任追究偏软", "回访反馈不及时", "监督手段单一", "编制紧缺",
    ];

    NamedProblem[] all = [], some = [];

    [GlobalSetup]
    public void Setup()
    {
        var random = new Random(20260310);
        all = [.. Enumerable.Range(0, 24_000).Select(i => new NamedProblem(
            new Guid(i + 1, 0, 0, new byte[8]), $"第{i / 6}单位", 2021 + i % 3,
            $"{One(where)}{One(matters)}{One(lacks)}，{One(details)}{(random.Next(4) == 0 ? $"，{One(matters)}{One(lacks)}" : "")}"))];
        some = [.. all.Take(2_000)];

        string One(string[] of) => of[random.Next(of.Length)];
    }

    [Benchmark(Baseline = true)]
    public int Plain2000()
    {
        var vectors = Array.ConvertAll(some, problem => Pairs(problem.Text));
        var alike = 0;
        for (var i = 0; i < vectors.Length; i++)
            for (var j = 0; j < i; j++)
                if (Cosine(vectors[i], vectors[j]) >= 0.5)
                    alike++;
        return alike;
    }

    [Benchmark]
    public int Clusters2000() => Reports.CommonProblems.Of(some).Count;

    [Benchmark]
    public int Clusters24000() => Reports.CommonProblems.Of(all).Count;

    static HashSet<int> Pairs(string text) => [.. Enumerable.Range(0, Math.Max(0, text.Length - 1)).Select(i => text[i] << 16 | text[i + 1])];

    static double Cosine(HashSet<int> a, HashSet<int> b) => a.Count(b.Contains) / Math.Sqrt((double)a.Count * b.Count);
}
