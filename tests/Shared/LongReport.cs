using System.Globalization;
using System.Text;

namespace Tracker.Tests;

/// <summary>A made-up report as long as the long ones are.</summary>
static class LongReport
{
    public const int Length = 26_000;

    static readonly string[] Fields = ["市场监管", "生态环境", "交通运输", "城市管理", "农业农村", "文化旅游", "应急管理", "自然资源", "住房建设", "卫生健康"];

    static readonly string[] Problems =
    [
        "执法力量配备不足。部分乡镇（街道）一人身兼数职，专业执法人员占比偏低。",
        "案卷制作不够规范。个别案卷证据材料不齐、文书引用条款不准。",
        "普法宣传针对性不强。面向企业和群众的以案释法活动偏少。",
        "行政检查频次偏高。部门之间统筹不够，重复检查仍有发生。",
        "领域行政争议仍处高位。复议案件数量和纠错率均高于上年。",
    ];

    static readonly string[] Plans =
    [
        "领域案卷评查。由市司法局牵头，各有关部门配合，每半年评查一次，优良率达到90%以上。",
        "执法人员轮训。6月底前完成，在岗人员轮训率达到100%。",
        "行政裁量基准。修订裁量权基准，9月底前向社会公布。",
        "涉企检查统筹。全年检查频次下降20%以上。（责任单位：市司法局、市财政局）",
        "信用修复服务。进一步加强协同，不断优化服务。",
        "包容审慎监管。制定不予处罚清单，年内公布不少于20项。",
        "行政调解工作。继续做好相关工作，推动各项任务落实。",
        "数字化监管。建成统一的监管平台，年底前全部接入。",
        "普法责任制。开展以案释法活动不少于12场。",
        "复议应诉工作。行政机关负责人出庭应诉率达到100%。",
    ];

    static readonly string[] Verbs = ["规范", "推进", "完善", "加强", "深化", "强化", "健全", "优化", "落实", "提升"];

    /// <param name="town">Whose it is.</param>
    /// <param name="problems">At most 50.</param>
    /// <param name="plans">At most 99.</param>
    /// <param name="length">So many characters at least: what was done grows until they are reached.</param>
    public static string Of(string town, int problems, int plans, int length = Length)
    {
        var rest = new StringBuilder("二、存在的主要问题和原因\n");
        for (var i = 0; i < problems; i++) rest.Append(CultureInfo.InvariantCulture, $"（{Numeral(i + 1)}）{Fields[i % 10]}{Problems[(i + i / 10) % 5]}\n");
        rest.Append("三、2024年度法治政府建设主要安排\n");
        for (var i = 0; i < plans; i++) rest.Append(CultureInfo.InvariantCulture, $"（{Numeral(i + 1)}）{Verbs[i / 10]}{Fields[i % 10]}{Plans[(i + i / 10) % 10]}\n");
        rest.Append(CultureInfo.InvariantCulture, $"{town}\n2024年3月20日\n");

        var text = new StringBuilder().Append(CultureInfo.InvariantCulture, $"{town}2023年法治政府建设年度报告\n一、2023年度推进法治政府建设的主要举措和成效\n");
        for (var i = 0; text.Length + rest.Length < length; i++)
        {
            if (i % 12 == 0) text.Append(CultureInfo.InvariantCulture, $"（{Numeral(i / 12 + 1)}）{Fields[i / 12 % 10]}领域工作有序开展\n");
            text.Append(CultureInfo.InvariantCulture, $"全年办理{Fields[i % 10]}领域行政案件{i * 7 + 40}件，群众满意度持续提高，工作机制运行平稳，各项任务按计划完成。\n");
        }
        return text.Append(rest).ToString();
    }

    static string Numeral(int number)
    {
        const string digits = "一二三四五六七八九";
        var tens = number < 10 ? "" : number < 20 ? "十" : $"{digits[number / 10 - 1]}十";
        return number % 10 == 0 ? tens : $"{tens}{digits[number % 10 - 1]}";
    }
}
